import CLibpq

/// The right to ask the server to stop what one connection of ours does.
///
/// `@unchecked Sendable`: libpq allows a PGcancel on any thread, and one thread uses it.
@safe
final class CancelRequest: @unchecked Sendable {
    private let request: OpaquePointer

    init(_ request: OpaquePointer) {
        unsafe self.request = request
    }

    deinit {
        unsafe PQfreeCancel(request)
    }

    /// Sends the request on a thread of its own, for it opens a connection and blocks.
    ///
    /// Only for connections that nobody shares: it stops whatever happens to run.
    func send() {
        DetachedThread.start {
            // A failure is no loss: the connection is closed anyway, and the server notices.
            _ = unsafe withUnsafeTemporaryAllocation(of: CChar.self, capacity: 256) { text in
                unsafe PQcancel(self.request, text.baseAddress, 256)
            }
        }
    }
}
