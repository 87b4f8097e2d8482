extension Loop {
    /// Starts attempts to connect whose rest is over.
    func connectSlots() {
        for (index, slot) in slots.enumerated() {
            guard case .resting(let until) = slot, until <= now else { continue }
            slots[index] = .connecting
            connect(lockTimeout: configuration.lockTimeout) { .slotConnected(index, $0) }
        }
    }

    func slotConnected(_ index: Int, _ outcome: Result<ConnectionHandle, PostgresError>) {
        switch outcome {
        case .success(let handle):
            guard handle.enterPipeline() else {
                return slotConnected(index, .failure(.connectionFailed(handle.message)))
            }
            backoffs[index].reset()
            lastFailure = nil
            slots[index] = .open(
                PipelinedConnection(
                    handle, cacheSize: configuration.statementCacheSize, now: now))
        case .failure(let error):
            lastFailure = error
            let rest = backoffs[index].afterFailure(random: .random(in: 0...1))
            slots[index] = .resting(until: now + rest)
        }
    }

    /// Connects on a thread of its own, which leaves the outcome in the mailbox.
    func connect(
        lockTimeout: Duration? = nil,
        _ command: @escaping @Sendable (Result<ConnectionHandle, PostgresError>) -> Command
    ) {
        let started = DetachedThread.start { [configuration, mailbox] in
            mailbox.post(command(Connector.open(configuration, lockTimeout: lockTimeout)))
        }
        if !started {
            mailbox.post(
                command(.failure(.connectionFailed("the system has no more threads to give"))))
        }
    }

    /// Answers requests that waited too long, and gives up connections that keep silent.
    func expire() {
        for request in waiting.removeExpired(now: now) {
            answer(request, .failure(.timedOut(lastFailure: lastFailure)))
        }
        for request in waitingLeases.removeExpired(now: now) {
            request.answer(.failure(.timedOut(lastFailure: lastFailure)))
        }
        for (index, slot) in slots.enumerated() {
            guard case .open(let connection) = slot, connection.underWay > 0,
                let limit = limit(of: connection), limit <= now
            else { continue }
            lose(index, "the server did not answer in time")
        }
    }

    /// Tells the poller whom to watch.
    func fill(_ poller: inout Poller) {
        poller.removeAll()
        poller.watch(mailbox.bell.reader, for: .bell, input: true, output: false)
        for (index, slot) in slots.enumerated() {
            guard case .open(let connection) = slot else { continue }
            poller.watch(
                connection.handle.socket, for: .slot(index), input: true,
                output: connection.hasUnsentBytes)
        }
        for (id, session) in sessions {
            poller.watch(
                session.handle.socket, for: .session(id), input: session.wantsInput,
                output: session.hasUnsentBytes)
        }
    }

    /// Serves the sockets that became ready.
    func serve(_ poller: Poller) {
        poller.forEachReady { owner, canRead, canWrite in
            switch owner {
            case .bell: mailbox.bell.silence()
            case .slot(let index):
                guard case .open(let connection) = slots[index] else { return }
                if canRead { read(index, connection) }
                if canWrite, !connection.flush() { lose(index, connection.handle.message) }
            case .session(let id): advance(id, readable: canRead)
            }
        }
        for (index, slot) in slots.enumerated() {
            guard case .open(let connection) = slot, connection.holdsAnswers else { continue }
            read(index, connection)
        }
    }

    /// Whether a connection holds answers that no socket announces.
    var holdsAnswers: Bool {
        slots.contains { slot in
            if case .open(let connection) = slot { connection.holdsAnswers } else { false }
        }
    }
}
