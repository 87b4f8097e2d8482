import CLibpq

/// One connection that somebody has for himself: for transactions, COPY, LISTEN and scripts.
final class Session {
    enum Phase {
        case idle
        case preparing(SQL, name: String)
        case gathering
        case copyingIn
        case copyingOut
        /// The connection may be in a state that nobody knows.
        case spoilt
    }

    /// How many bytes of a COPY go to the reader at once.
    static let chunkSize = 256 * 1024

    let handle: ConnectionHandle
    /// How many statements it may have prepared before it is closed.
    private let statementLimit: Int
    var statements: StatementCache
    var phase = Phase.idle
    var request: SessionRequest?
    var failure: PostgresError?
    var lastResult: ResultHandle?
    var chunk: [UInt8] = []
    var sink: AsyncStream<PostgresNotification>.Continuation?
    var hasUnsentBytes = false
    /// Whether it shall be closed when it comes back.
    var isRetired = false

    init(_ handle: ConnectionHandle, cacheSize: Int) {
        self.handle = handle
        // Evicting would cost a round trip here: the connection is closed when it comes back.
        statements = StatementCache(capacity: .max)
        statementLimit = cacheSize
    }

    deinit {
        sink?.finish()
    }

    /// Whether the next one may have it.
    var isReusable: Bool {
        guard case .idle = phase, request == nil, sink == nil, !isRetired else { return false }
        return handle.isIdle && !handle.isBroken && statements.prepared <= statementLimit
    }

    var wantsInput: Bool {
        guard case .copyingOut = phase else { return true }
        return request != nil || chunk.count < Self.chunkSize
    }

    /// Begins what is asked; the reason when the connection is broken.
    func begin(_ request: SessionRequest) -> String? {
        guard self.request == nil else {
            request.answer(
                .failure(
                    PostgresError(
                        .protocolViolation,
                        "a connection does one thing at a time: await the one before")))
            return nil
        }
        self.request = request
        failure = nil
        lastResult = nil
        guard start(request.question) else { return handle.message }
        return advance()
    }

    /// Goes on after the socket became ready; the reason when the connection is broken.
    func advance(readable: Bool = false) -> String? {
        if readable, !handle.consumeInput() { return handle.message }
        let flushed = handle.flush()
        hasUnsentBytes = flushed == .pending
        if flushed == .failed { return handle.message }
        progress()
        // Last, as those that come with an answer are found when that is read.
        deliverNotifications()
        return handle.isBroken ? handle.message : nil
    }

    /// Ends what is under way, for the connection is to be closed.
    func abandon(_ error: PostgresError) {
        phase = .spoilt
        finish(.failure(error))
        sink?.finish()
        sink = nil
    }

    private func progress() {
        if case .copyingOut = phase { gatherRows() }
        guard let request else { return }
        switch (phase, request.question) {
        case (.copyingIn, .copyData(let bytes)): put(bytes)
        case (_, .copyNext) where chunk.count >= leastChunk: deliverChunk()
        case (.copyingOut, .copyNext): break
        case (.copyingOut, _), (.copyingIn, _), (.idle, _), (.spoilt, _):
            let message = "a COPY must be begun first, and ended before anything else"
            finish(.failure(PostgresError(.protocolViolation, message)))
        default: gatherResults()
        }
    }

    private func deliverNotifications() {
        guard let sink else { return }
        while let notification = handle.nextNotification() {
            sink.yield(notification)
        }
    }

    func finish(_ outcome: Result<SessionAnswer, PostgresError>) {
        if case .failure(let error) = outcome, error.asksForNewConnection { isRetired = true }
        let answered = request
        request = nil
        lastResult = nil
        answered?.answer(outcome)
    }
}
