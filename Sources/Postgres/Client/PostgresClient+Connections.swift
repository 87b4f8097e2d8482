/// How a transaction is isolated (PostgreSQL manual, "Transaction Isolation").
public enum TransactionMode: String, Sendable {
    /// Each statement sees what was committed before it began.
    case readCommitted = "BEGIN ISOLATION LEVEL READ COMMITTED"
    /// All statements see one state of the database.
    case repeatableRead = "BEGIN ISOLATION LEVEL REPEATABLE READ"
    /// As if transactions ran one after the other; be ready to repeat after SQLSTATE 40001.
    case serializable = "BEGIN ISOLATION LEVEL SERIALIZABLE"
    /// All statements see one state of the database and change nothing.
    case snapshot = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"
}

extension PostgresClient {
    /// Lends a connection for as long as the closure runs.
    ///
    /// - Throws: what the closure throws, or ``PostgresError`` when no connection came.
    public func withConnection<R>(
        _ body: (PostgresConnection) async throws -> R
    ) async throws -> R {
        try await body(try await connection())
    }

    /// Runs the closure in a transaction: committed when it returns, rolled back when it throws.
    ///
    /// - Throws: what the closure throws, or ``PostgresError``; with code `.connectionLost` and
    ///   `mayHaveExecuted` when the answer to the commit was lost.
    public func transaction<R>(
        _ mode: TransactionMode = .readCommitted,
        _ body: (PostgresConnection) async throws -> R
    ) async throws -> R {
        try await withConnection { connection in
            try await connection.execute(script: mode.rawValue)
            let value: R
            do {
                value = try await body(connection)
            } catch {
                // When this fails too, the connection is not clean and is closed, which rolls back.
                _ = try? await connection.run(script: "ROLLBACK", evenIfCancelled: true)
                throw error
            }
            try await connection.commit()
            return value
        }
    }

    /// Runs text that may hold several statements, on a connection of its own.
    ///
    /// - Throws: ``PostgresError`` with the first failure.
    public func execute(script: String) async throws(PostgresError) {
        try await connection().execute(script: script)
    }

    /// Waits for a connection that one has for oneself until it is freed.
    func connection() async throws(PostgresError) -> PostgresConnection {
        try start()
        let mark = CancellationMark()
        let outcome = await withTaskCancellationHandler {
            unsafe await withUnsafeContinuation { continuation in
                let request = unsafe LeaseRequest((), mark: mark, continuation: continuation)
                if !mailbox.post(.lease(request), isNewWork: true) {
                    request.answer(.failure(.closed))
                }
            }
        } onCancel: {
            mark.set()
            mailbox.post(.leaseCancelled(mark))
        }
        return PostgresConnection(try outcome.get(), mailbox)
    }
}

extension PostgresConnection {
    /// Commits; a transaction that failed before answers `ROLLBACK` to that, without an error.
    func commit() async throws(PostgresError) {
        let answer = try await run(script: "COMMIT", evenIfCancelled: true)
        guard case .rows(let rows) = answer, rows.result.commandTag == "COMMIT" else {
            throw PostgresError(
                .server, "the transaction was rolled back, for a statement in it had failed")
        }
    }
}
