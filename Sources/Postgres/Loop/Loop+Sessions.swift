extension Loop {
    /// Hands idle connections to those who wait, and opens more within the limit.
    func dispatchLeases() {
        while !waitingLeases.isEmpty, let id = idleSessions.popLast() {
            guard let session = sessions[id], session.isReusable else {
                close(id)
                continue
            }
            guard let request = waitingLeases.removeFirst() else { return }
            if request.mark.isSet {
                request.answer(.failure(.cancelled))
                idleSessions.append(id)
            } else {
                request.answer(
                    .success(SessionLease(id: id, serverVersion: session.handle.serverVersion)))
            }
        }
        if let until = sessionsRestUntil {
            guard until <= now else { return }
            sessionsRestUntil = nil
        }
        while connectingSessions < waitingLeases.count,
            sessions.count + connectingSessions < configuration.sessionConnections
        {
            connectingSessions += 1
            connect { .sessionConnected($0) }
        }
    }

    func sessionConnected(_ outcome: Result<ConnectionHandle, PostgresError>) {
        connectingSessions -= 1
        switch outcome {
        case .success(let handle):
            sessionBackoff.reset()
            sessions[nextSession] = Session(handle, cacheSize: configuration.statementCacheSize)
            idleSessions.append(nextSession)
            nextSession += 1
        case .failure(let error):
            lastFailure = error
            sessionsRestUntil = now + sessionBackoff.afterFailure(random: .random(in: 0...1))
        }
    }

    func begin(_ request: SessionRequest, on id: Int) {
        guard let session = sessions[id] else {
            return request.answer(
                .failure(.connectionLost("this connection was closed", mayHaveExecuted: false)))
        }
        guard !request.mark.isSet else { return request.answer(.failure(.cancelled)) }
        if let problem = session.begin(request) { lose(session: id, problem) }
    }

    func advance(_ id: Int, readable: Bool) {
        guard let session = sessions[id] else { return }
        if let problem = session.advance(readable: readable) { lose(session: id, problem) }
    }

    /// Takes back a connection; only a clean one goes to the next.
    func release(_ id: Int) {
        guard let session = sessions[id] else { return }
        guard session.isReusable else { return close(id) }
        idleSessions.append(id)
    }

    /// Answers a lease whose task was cancelled.
    func cancelLease(_ mark: CancellationMark) {
        waitingLeases.removeAll { request in
            guard request.mark === mark else { return false }
            request.answer(.failure(.cancelled))
            return true
        }
    }

    /// Stops what a connection does and closes it: nobody can tell in what state it is.
    func cancelSession(_ id: Int, _ mark: CancellationMark) {
        guard let session = sessions[id], session.request?.mark === mark else { return }
        session.handle.makeCancelRequest()?.send()
        session.abandon(.cancelledUnderWay)
        close(id)
    }

    private func lose(session id: Int, _ message: String) {
        sessions[id]?.abandon(.connectionLost(message, mayHaveExecuted: true))
        close(id)
    }

    private func close(_ id: Int) {
        sessions[id] = nil
        idleSessions.removeAll { $0 == id }
    }
}
