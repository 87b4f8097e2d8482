extension Loop {
    /// Takes a statement that a task has left.
    func enqueue(_ request: QueryRequest) {
        if request.isCancelled {
            answer(request, .failure(.cancelled))
        } else {
            waiting.append(request, now: now)
        }
    }

    /// Gives waiting statements to the connection that has least to do.
    func dispatchQueries() {
        while !waiting.isEmpty, let index = leastBusySlot,
            case .open(let connection) = slots[index]
        {
            sendRun(through: connection, index)
        }
        for (index, slot) in slots.enumerated() {
            guard case .open(let connection) = slot, connection.hasUnsentBytes else { continue }
            if !connection.flush() { lose(index, connection.handle.message) }
        }
    }

    /// Fills a connection up to its equal share: its server wakes up once for a run of statements.
    private func sendRun(through connection: PipelinedConnection, _ index: Int) {
        let share = equalShare
        repeat {
            guard let request = waiting.removeFirst() else { return }
            switch connection.send(request, now: now) {
            case .done: break
            case .refused(let error): answer(request, .failure(error))
            case .broken:
                answer(
                    request,
                    .failure(.connectionLost(connection.handle.message, mayHaveExecuted: true)))
                return lose(index, connection.handle.message)
            }
        } while connection.underWay < share
    }

    /// How many statements the connections that have least have when all that wait are sent, at most
    /// the depth.
    private var equalShare: Int {
        let loads = slots.compactMap { slot -> Int? in
            guard case .open(let connection) = slot, !connection.isStale else { return nil }
            return connection.underWay
        }
        return min(configuration.pipelineDepth, EqualShare.of(waiting.count, over: loads))
    }

    /// How many statements wait for the server's answer.
    var underWay: Int {
        var sum = 0
        for case .open(let connection) in slots { sum += connection.underWay }
        return sum
    }

    private var leastBusySlot: Int? {
        var best: (index: Int, underWay: Int)?
        for (index, slot) in slots.enumerated() {
            guard case .open(let connection) = slot, !connection.isStale,
                connection.underWay < min(best?.underWay ?? .max, configuration.pipelineDepth)
            else { continue }
            best = (index, connection.underWay)
        }
        return best?.index
    }

    /// Reads the answers that a connection has.
    func read(_ index: Int, _ connection: PipelinedConnection) {
        let problem = connection.read(now: now) { request, outcome in
            if case .failure(let error) = outcome, error.asksToPrepareAgain, !request.isCancelled,
                !request.wasRetried
            {
                request.wasRetried = true
                connection.forget(request.sql)
                waiting.append(request, now: now)
            } else {
                answer(request, outcome)
            }
        }
        if let problem { return lose(index, problem) }
        if connection.isStale, connection.underWay == 0 { slots[index] = .resting(until: now) }
    }

    /// Answers a statement at the end of this turn.
    func answer(_ request: QueryRequest, _ outcome: QueryRequest.Outcome) {
        request.settle(outcome)
        settled.append(request)
    }

    /// Hands out the answers of one turn together: the threads that take them wake up once.
    func deliverAnswers() {
        for request in settled { request.deliver() }
        answered += settled.count
        settled.removeAll(keepingCapacity: true)
    }

    /// Gives up a connection: what was under way may have been executed.
    func lose(_ index: Int, _ message: String) {
        guard case .open(let connection) = slots[index] else { return }
        for request in connection.removeAll() {
            answer(request, .failure(.connectionLost(message, mayHaveExecuted: true)))
        }
        lastFailure = .connectionFailed(message)
        slots[index] = .resting(until: now)
    }

    /// Answers a statement whose task was cancelled; one that is under way goes on for nobody.
    ///
    /// The server is not asked to stop: on a shared connection that could strike another statement.
    func cancelQuery(_ request: QueryRequest) {
        for case .open(let connection) in slots where connection.abandon(request) {
            return answer(request, .failure(.cancelledUnderWay))
        }
        waiting.removeAll { other in
            guard other === request else { return false }
            answer(request, .failure(.cancelled))
            return true
        }
    }

    /// When a connection that works but says nothing counts as dead.
    func limit(of connection: PipelinedConnection) -> ContinuousClock.Instant? {
        configuration.statementTimeout.map { connection.lastProgress + $0 + .seconds(5) }
    }
}

extension SQL {
    /// Statements that change a connection's state, which would strike everybody who shares it.
    private static let statefulWords: Set<String> = [
        "ABORT", "BEGIN", "COMMIT", "COPY", "DEALLOCATE", "DECLARE", "DISCARD", "END", "EXECUTE",
        "FETCH", "LISTEN", "PREPARE", "RELEASE", "RESET", "ROLLBACK", "SAVEPOINT", "SET", "START",
        "UNLISTEN",
    ]

    /// Why a statement may not run on a connection that others share.
    var refusalOnSharedConnection: PostgresError? {
        guard !text.utf8.contains(0) else { return .encoding("a statement holds a NUL byte") }
        let word = text.drop { $0.isWhitespace }.prefix { $0.isLetter }.uppercased()
        guard Self.statefulWords.contains(word) else { return nil }
        return PostgresError(
            .protocolViolation, "\(word) needs a connection of its own: use withConnection")
    }
}
