import CLibpq

/// One connection in pipeline mode, which many tasks share.
final class PipelinedConnection {
    /// Who waits for an answer in the pipeline: a task, or nobody for the client's own statements.
    typealias State = PipelineState<QueryRequest?, Rows>

    let handle: ConnectionHandle
    private var state = State()
    private var statements: StatementCache
    private(set) var hasUnsentBytes = false
    /// Whether it is to be replaced once it has answered all, for new ones may have other settings.
    private(set) var isStale = false
    private let opened: ContinuousClock.Instant
    /// When it last sent into an empty pipeline or read an answer.
    private(set) var lastProgress: ContinuousClock.Instant

    init(_ handle: ConnectionHandle, cacheSize: Int, now: ContinuousClock.Instant) {
        self.handle = handle
        statements = StatementCache(capacity: cacheSize)
        lastProgress = now
        opened = now
    }

    var underWay: Int { state.count }

    /// Whether answers are here that no socket announces: libpq reads, too, while it cannot send.
    var holdsAnswers: Bool { !state.isEmpty && !handle.isBusy }

    enum Sending {
        case done
        case refused(PostgresError)
        case broken
    }

    /// Puts a statement into the pipeline.
    func send(_ request: QueryRequest, now: ContinuousClock.Instant) -> Sending {
        if state.isEmpty { lastProgress = now }
        let sql = request.sql
        switch statements.decide(for: sql) {
        case .use(let name):
            guard handle.execute(name, sql.parameters), handle.synchronise() else { return .broken }
            state.sent(request, of: name, isPreparing: false)
        case .prepare(let name, let dropped):
            if let dropped, !drop(dropped) { return .broken }
            if let refusal = sql.refusalOnSharedConnection {
                statements.forget(sql)
                hasUnsentBytes = hasUnsentBytes || dropped != nil
                return .refused(refusal)
            }
            guard handle.prepare(sql, name: name), handle.execute(name, sql.parameters),
                handle.synchronise()
            else { return .broken }
            state.sent(request, of: name, isPreparing: true)
        }
        hasUnsentBytes = true
        return .done
    }

    /// Forgets a statement that the server does not know as we do, to prepare it anew.
    func forget(_ sql: SQL) {
        guard let name = statements.forget(sql) else { return }
        // A failure to send shows at the next flush.
        hasUnsentBytes = drop(name) || hasUnsentBytes
    }

    /// Sends what libpq holds; false when the connection is broken.
    func flush() -> Bool {
        let flushed = handle.flush()
        hasUnsentBytes = flushed == .pending
        return flushed != .failed
    }

    /// Reads answers and hands them to the closure; the reason when the connection is broken.
    func read(
        now: ContinuousClock.Instant,
        _ finish: (QueryRequest, QueryRequest.Outcome) -> Void
    ) -> String? {
        lastProgress = now
        guard handle.consumeInput() else { return handle.message }
        while !state.isEmpty, !handle.isBusy {
            guard let event = nextEvent() else {
                return "a COPY came on a connection that is shared"
            }
            switch state.received(event) {
            case .none: break
            case .forget(let name): statements.forget(name: name)
            case .finish(let request, let outcome):
                noteStaleness(by: outcome, now: now)
                if let request { finish(request, outcome) }
            case .violation(let reason): return reason
            }
            if handle.isBroken { return handle.message }
        }
        return nil
    }

    /// One that has just been opened has the settings of now.
    private func noteStaleness(by outcome: QueryRequest.Outcome, now: ContinuousClock.Instant) {
        guard case .failure(let error) = outcome, error.asksForNewConnection else { return }
        isStale = isStale || now - opened > .seconds(1)
    }

    /// Takes out a request if it is here; its answer, when it comes, goes to nobody.
    func abandon(_ request: QueryRequest) -> Bool {
        state.replace(where: { $0 === request }, with: nil) != nil
    }

    /// Takes out all requests that were under way.
    func removeAll() -> [QueryRequest] {
        state.removeAll().compactMap(\.self)
    }

    private func drop(_ name: String) -> Bool {
        let sql = SQL(unsafeSQL: "DEALLOCATE \(name)")
        guard handle.prepare(sql, name: ""), handle.execute("", sql.parameters),
            handle.synchronise()
        else { return false }
        state.sent(nil, of: "", isPreparing: true)
        return true
    }

    /// The next result as an event, nil for one that has no place in a pipeline.
    private func nextEvent() -> State.Event? {
        let result: ResultHandle
        switch handle.nextPipelined() {
        case .end: return .end
        case .synchronised: return .synchronised
        case .result(let handle): result = handle
        }
        switch result.status {
        case PGRES_TUPLES_OK, PGRES_COMMAND_OK, PGRES_EMPTY_QUERY:
            return .success(Rows(result: result))
        case PGRES_PIPELINE_ABORTED: return .aborted
        case PGRES_FATAL_ERROR, PGRES_NONFATAL_ERROR, PGRES_BAD_RESPONSE:
            return .failure(result.error)
        default: return nil
        }
    }
}
