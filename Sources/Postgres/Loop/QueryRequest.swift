import Synchronization

/// A statement for the pipelined connections and the task that waits for its rows.
///
/// `@unchecked Sendable`: the task sets the continuation before the mailbox's lock hands the request
/// to the loop, and from then on only the loop's thread touches what can change.
@safe
final class QueryRequest: @unchecked Sendable {
    typealias Outcome = Result<Rows, PostgresError>

    let sql: SQL
    /// Whether it was prepared anew after the server did not know it as we did.
    var wasRetried = false
    private let mark = Atomic(false)
    private var continuation: UnsafeContinuation<Outcome, Never>?
    private var outcome: Outcome?

    init(_ sql: SQL) {
        self.sql = sql
    }

    var isCancelled: Bool { mark.load(ordering: .acquiring) }

    /// Tells that the task was cancelled; the mark is set before the loop is told, so that a
    /// cancellation that overtakes its request is seen too.
    func cancel() {
        mark.store(true, ordering: .releasing)
    }

    func setContinuation(_ continuation: UnsafeContinuation<Outcome, Never>) {
        unsafe self.continuation = continuation
    }

    /// Keeps the answer until ``deliver()``.
    func settle(_ outcome: Outcome) {
        self.outcome = outcome
    }

    /// Hands the task its answer, once.
    func deliver() {
        guard let outcome, let waiter = unsafe continuation else { return }
        unsafe continuation = nil
        self.outcome = nil
        unsafe waiter.resume(returning: outcome)
    }

    func answer(_ outcome: Outcome) {
        settle(outcome)
        deliver()
    }
}
