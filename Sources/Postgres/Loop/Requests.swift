import Synchronization

/// Tells the loop that the task behind a request has been cancelled.
///
/// The mark is set before the loop is told, so a cancellation that overtakes its request is seen too.
final class CancellationMark: Sendable {
    private let mark = Atomic(false)

    var isSet: Bool { mark.load(ordering: .acquiring) }

    func set() {
        mark.store(true, ordering: .releasing)
    }
}

/// A question to the loop; it is answered exactly once.
@safe
final class Request<Question: Sendable, Answer: Sendable>: Sendable {
    typealias Outcome = Result<Answer, PostgresError>

    let question: Question
    let mark: CancellationMark
    private let continuation: UnsafeContinuation<Outcome, Never>

    init(
        _ question: Question, mark: CancellationMark,
        continuation: UnsafeContinuation<Outcome, Never>
    ) {
        self.question = question
        self.mark = mark
        unsafe self.continuation = continuation
    }

    func answer(_ outcome: Outcome) {
        unsafe continuation.resume(returning: outcome)
    }
}

/// What to do on a connection of one's own.
enum SessionQuestion: Sendable {
    case query(SQL)
    case script(String)
    case listen(String, AsyncStream<PostgresNotification>.Continuation)
    case copyIn(String)
    case copyData([UInt8])
    case copyEnd(failure: String?)
    case copyOut(String)
    case copyNext
}

/// What came of it.
enum SessionAnswer: Sendable {
    case rows(Rows)
    case done
    /// The next rows of a COPY, empty at its end.
    case chunk([UInt8])
}

/// A connection that was handed out.
struct SessionLease: Sendable {
    let id: Int
    let serverVersion: Int
}

typealias LeaseRequest = Request<Void, SessionLease>
typealias SessionRequest = Request<SessionQuestion, SessionAnswer>

/// What the threads of the program tell the loop, beside statements.
enum Command: Sendable {
    case queryCancelled(QueryRequest)
    case lease(LeaseRequest)
    case leaseCancelled(CancellationMark)
    case session(Int, SessionRequest)
    case sessionCancelled(Int, CancellationMark)
    case retire(Int)
    case release(Int)
    case slotConnected(Int, Result<ConnectionHandle, PostgresError>)
    case sessionConnected(Result<ConnectionHandle, PostgresError>)
    case shutdown
}
