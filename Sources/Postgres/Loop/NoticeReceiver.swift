import CLibpq

/// Hands the notices of a connection on; lives as long as the connection.
final class NoticeReceiver: Sendable {
    private let take: @Sendable (PostgresNotice) -> Void

    init(_ take: @escaping @Sendable (PostgresNotice) -> Void) {
        self.take = take
    }

    /// Has libpq call this receiver, or nobody.
    static func install(_ receiver: NoticeReceiver?, on connection: OpaquePointer) {
        guard let receiver else {
            unsafe PQsetNoticeReceiver(connection, { _, _ in }, nil)
            return
        }
        unsafe PQsetNoticeReceiver(
            connection,
            { context, result in
                guard let context = unsafe context, let result = unsafe result else { return }
                unsafe Unmanaged<NoticeReceiver>.fromOpaque(context).takeUnretainedValue()
                    .receive(result)
            }, unsafe Unmanaged.passUnretained(receiver).toOpaque())
    }

    private func receive(_ result: OpaquePointer) {
        func field(_ code: Int32) -> String? {
            unsafe PQresultErrorField(result, code).map { unsafe String(cString: $0) }
        }
        guard let message = field(ReportField.message) else { return }
        take(
            PostgresNotice(
                severity: field(ReportField.severity) ?? "NOTICE", message: message,
                hint: field(ReportField.hint)))
    }
}
