import CLibpq

/// The owner of one connection of libpq; closed with it.
///
/// `@unchecked Sendable`: it is handed over once, by the connecting thread to the loop.
@safe
final class ConnectionHandle: @unchecked Sendable {
    enum Flush {
        case done
        case pending
        case failed
    }

    enum Pipelined {
        case end
        case synchronised
        case result(ResultHandle)
    }

    let connection: OpaquePointer
    let types: TypeCatalog
    /// Held for libpq, which calls it.
    private let notices: NoticeReceiver?

    init(_ connection: OpaquePointer, types: TypeCatalog, notices: NoticeReceiver?) {
        unsafe self.connection = connection
        self.types = types
        self.notices = notices
    }

    deinit {
        unsafe PQfinish(connection)
    }

    var socket: Int32 { unsafe PQsocket(connection) }
    var isBroken: Bool { unsafe PQstatus(connection) == CONNECTION_BAD }
    var isBusy: Bool { unsafe PQisBusy(connection) == 1 }
    var isIdle: Bool { unsafe PQtransactionStatus(connection) == PQTRANS_IDLE }
    var serverVersion: Int { Int(unsafe PQserverVersion(connection)) }

    var message: String {
        unsafe PQerrorMessage(connection).map { unsafe String(cString: $0) } ?? "no message"
    }

    /// Reads what the socket has; false when the connection broke.
    func consumeInput() -> Bool {
        unsafe PQconsumeInput(connection) == 1
    }

    /// The next result, nil at the end of a statement's results; may block while `isBusy`.
    func nextResult() -> ResultHandle? {
        unsafe PQgetResult(connection).map { unsafe ResultHandle($0) }
    }

    /// The next result in pipeline mode; a synchronisation point, which holds nothing, gets no owner.
    func nextPipelined() -> Pipelined {
        guard let result = unsafe PQgetResult(connection) else { return .end }
        guard unsafe PQresultStatus(result) != PGRES_PIPELINE_SYNC else {
            unsafe PQclear(result)
            return .synchronised
        }
        return unsafe .result(ResultHandle(result))
    }

    func flush() -> Flush {
        switch unsafe PQflush(connection) {
        case 0: .done
        case 1: .pending
        default: .failed
        }
    }

    func enterPipeline() -> Bool {
        unsafe PQenterPipelineMode(connection) == 1
    }

    /// Puts a synchronisation point behind what was sent; it goes out with the next flush at the latest.
    func synchronise() -> Bool {
        unsafe CLibpq_sendPipelineSync(connection) == 1
    }

    /// Sends text that may hold several statements, without parameters (simple protocol).
    func send(script: String) -> Bool {
        unsafe PQsendQuery(connection, script) == 1
    }

    func prepare(_ sql: SQL, name: String) -> Bool {
        let oids = sql.parameters.slots.map { types.oid(of: $0.type) }
        return unsafe PQsendPrepare(
            connection, name, sql.text, Int32(truncatingIfNeeded: oids.count), oids) == 1
    }

    /// Asks the server to stop what this connection does, from a thread that may block.
    func makeCancelRequest() -> CancelRequest? {
        unsafe PQgetCancel(connection).map { unsafe CancelRequest($0) }
    }

    /// The next notification that has arrived.
    func nextNotification() -> PostgresNotification? {
        guard let notification = unsafe PQnotifies(connection) else { return nil }
        defer { unsafe PQfreemem(notification) }
        return unsafe PostgresNotification(
            channel: String(cString: notification.pointee.relname),
            payload: String(cString: notification.pointee.extra),
            processID: notification.pointee.be_pid)
    }
}
