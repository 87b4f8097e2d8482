/// A connection that one task has for itself; it does one thing at a time.
public final class PostgresConnection: Sendable {
    private let lease: SessionLease
    private let mailbox: Mailbox

    /// The server's version as a number, such as 180004.
    public var serverVersion: Int { lease.serverVersion }

    init(_ lease: SessionLease, _ mailbox: Mailbox) {
        self.lease = lease
        self.mailbox = mailbox
    }

    deinit {
        mailbox.post(.release(lease.id))
    }

    /// Runs one statement with its values.
    ///
    /// - Throws: ``PostgresError`` when the server refuses it or the connection breaks; after a
    ///   cancellation the connection is closed.
    public func query(_ sql: SQL) async throws(PostgresError) -> Rows {
        guard !sql.text.utf8.contains(0) else {
            throw .encoding("a statement holds a NUL byte")
        }
        let answer: SessionAnswer
        do {
            answer = try await ask(.query(sql))
        } catch {
            throw error.about(sql.text)
        }
        guard case .rows(let rows) = answer else {
            throw PostgresError(.protocolViolation, "a statement got no rows")
        }
        return rows
    }

    /// Runs text that may hold several statements, without values (simple protocol).
    ///
    /// Several statements are one transaction, unless they contain `BEGIN` and `COMMIT`.
    /// - Throws: ``PostgresError`` with the first failure.
    public func execute(script: String) async throws(PostgresError) {
        _ = try await run(script: script, evenIfCancelled: false)
    }

    /// Has the connection closed afterwards instead of handed to the next, for one whose settings
    /// were changed by `SET` or that holds advisory locks.
    public func closeAfterUse() {
        mailbox.post(.retire(lease.id))
    }

    func run(script: String, evenIfCancelled: Bool) async throws(PostgresError) -> SessionAnswer {
        guard !script.utf8.contains(0) else { throw .encoding("a script holds a NUL byte") }
        do {
            return try await ask(.script(script), evenIfCancelled: evenIfCancelled)
        } catch {
            throw error.about(script)
        }
    }

    /// Has the loop do something on this connection.
    func ask(
        _ question: SessionQuestion, evenIfCancelled: Bool = false
    ) async throws(PostgresError) -> SessionAnswer {
        let mark = CancellationMark()
        guard !evenIfCancelled else { return try await post(question, mark).get() }
        let outcome = await withTaskCancellationHandler {
            await post(question, mark)
        } onCancel: {
            mark.set()
            mailbox.post(.sessionCancelled(lease.id, mark))
        }
        return try outcome.get()
    }

    private func post(
        _ question: SessionQuestion, _ mark: CancellationMark
    ) async -> SessionRequest.Outcome {
        unsafe await withUnsafeContinuation { continuation in
            let request = unsafe SessionRequest(question, mark: mark, continuation: continuation)
            if !mailbox.post(.session(lease.id, request)) {
                request.answer(.failure(.closed))
            }
        }
    }
}
