/// What one pipelined connection waits for: requests in the order they were sent.
///
/// libpq answers each request with a result and an end for the preparation (if there was one), a
/// result and an end for the execution, and a synchronisation point. Only that point makes an
/// answer final, for until then the server may still roll back. Holds no I/O.
struct PipelineState<Request, Answer> {
    enum Event {
        case success(Answer)
        case failure(PostgresError)
        /// A result that an earlier failure of the same request made void.
        case aborted
        /// libpq's null result, which ends one step.
        case end
        case synchronised
    }

    enum Action {
        case none
        /// The statement of this name could not be prepared: the server does not know it.
        case forget(String)
        case finish(Request, Result<Answer, PostgresError>)
        case violation(String)
    }

    private struct Entry {
        var request: Request
        /// The name of its statement on the server.
        let statement: String
        /// Whether the statement is still being prepared.
        var isPreparing: Bool
        /// Why the server will not know the statement: it could not be prepared for one before.
        var absence: PostgresError?
        var outcome: Result<Answer, PostgresError>?

        /// Takes one step.
        mutating func received(_ event: Event) -> Action {
            switch event {
            case .success(let answer):
                guard !isPreparing else { return .none }
                guard outcome == nil else {
                    return .violation("a second answer came to one statement")
                }
                outcome = .success(answer)
            case .failure(let error):
                // The first failure is the cause; what follows it is a consequence.
                if case .failure? = outcome { return .none }
                outcome = .failure(absence ?? error)
                if isPreparing { return .forget(statement) }
            case .end: isPreparing = false
            case .aborted, .synchronised: break
            }
            return .none
        }
    }

    private var entries = FIFO<Entry>()

    var count: Int { entries.count }
    var isEmpty: Bool { entries.isEmpty }

    /// Notes a request that was sent, and whether its statement was prepared with it.
    mutating func sent(_ request: Request, of statement: String, isPreparing: Bool) {
        entries.append(Entry(request: request, statement: statement, isPreparing: isPreparing))
    }

    mutating func received(_ event: Event) -> Action {
        guard !entries.isEmpty else {
            return .violation("an answer came that nobody asked for")
        }
        guard case .synchronised = event else {
            let action = entries.changeFirst { $0.received(event) }
            if case .forget(let name) = action, case .failure(let error) = event {
                noteAbsence(of: name, because: error)
            }
            return action
        }
        let entry = entries.removeFirst()
        guard let outcome = entry.outcome else {
            return .finish(
                entry.request,
                .failure(PostgresError(.protocolViolation, "a statement got no answer")))
        }
        return .finish(entry.request, outcome)
    }

    /// Those behind that use a statement will not find it, which says less than why it is not there.
    private mutating func noteAbsence(of statement: String, because error: PostgresError) {
        entries.change { entry in
            if entry.statement == statement, !entry.isPreparing { entry.absence = error }
            return false
        }
    }

    /// Puts another request in the place of one, whose answer will go there.
    mutating func replace(where isMeant: (Request) -> Bool, with other: Request) -> Request? {
        var replaced: Request?
        entries.change { entry in
            guard isMeant(entry.request) else { return false }
            replaced = entry.request
            entry.request = other
            return true
        }
        return replaced
    }

    /// Empties the pipeline, whose connection broke, and returns the requests that were under way.
    mutating func removeAll() -> [Request] {
        var requests: [Request] = []
        while !entries.isEmpty {
            requests.append(entries.removeFirst().request)
        }
        return requests
    }
}
