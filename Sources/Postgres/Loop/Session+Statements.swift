import CLibpq

/// What a session sends, and the results that come to it.
extension Session {
    /// Sends what is asked; false when the connection is broken.
    func start(_ question: SessionQuestion) -> Bool {
        switch question {
        case .query(let sql): return start(sql)
        case .script(let text), .copyIn(let text), .copyOut(let text):
            phase = .gathering
            return handle.send(script: text)
        case .listen(let channel, let sink):
            self.sink = sink
            phase = .gathering
            return handle.send(script: "LISTEN \(SQL.quoted(identifier: channel))")
        case .copyData:
            return true
        case .copyEnd(let reason):
            if case .copyingIn = phase, handle.endCopy(failure: reason) == .refused {
                failure = .connectionLost(handle.message, mayHaveExecuted: true)
            }
            phase = .gathering
            return true
        case .copyNext:
            return true
        }
    }

    private func start(_ sql: SQL) -> Bool {
        switch statements.decide(for: sql) {
        case .use(let name):
            phase = .gathering
            return handle.execute(name, sql.parameters)
        case .prepare(let name, _):
            phase = .preparing(sql, name: name)
            return handle.prepare(sql, name: name)
        }
    }

    /// Reads results as far as they have come.
    func gatherResults() {
        while !handle.isBusy {
            guard let result = handle.nextResult() else {
                statementEnded()
                if case .gathering = phase, request != nil { continue }
                return
            }
            switch result.status {
            case PGRES_TUPLES_OK, PGRES_COMMAND_OK, PGRES_EMPTY_QUERY: lastResult = result
            case PGRES_COPY_IN, PGRES_COPY_OUT: return copyOpened(result.status == PGRES_COPY_IN)
            default: failure = failure ?? result.error
            }
        }
    }

    private func statementEnded() {
        if case .preparing(let sql, let name) = phase, failure == nil {
            phase = .gathering
            lastResult = nil
            guard handle.execute(name, sql.parameters) else {
                failure = .connectionLost(handle.message, mayHaveExecuted: false)
                return statementEnded()
            }
            hasUnsentBytes = handle.flush() == .pending
            return
        }
        let wasPreparing = if case .preparing = phase { true } else { false }
        phase = .idle
        if let failure {
            if wasPreparing || failure.asksToPrepareAgain,
                case .query(let sql)? = request?.question
            {
                statements.forget(sql)
            }
            finish(.failure(failure))
        } else if let lastResult {
            finish(.success(.rows(Rows(result: lastResult))))
        } else {
            finish(.success(.done))
        }
    }
}
