import Synchronization

/// A client of one database: a few pipelined connections for plain statements, more for the rest.
///
/// It connects in the background at the first use, and again whenever a connection breaks. Any
/// task may use it at any time; statements of different tasks may run at once and in any order.
public final class PostgresClient: Sendable {
    /// The settings it was made with.
    public let configuration: PostgresConfiguration
    let mailbox: Mailbox
    private let isStarted = Atomic(false)

    /// Makes a client; nothing is connected yet.
    ///
    /// - Throws: ``PostgresError`` with code `.invalidConfiguration`.
    public init(_ configuration: PostgresConfiguration) throws(PostgresError) {
        try configuration.check()
        self.configuration = configuration
        mailbox = Mailbox(limit: configuration.queueLimit, bell: try WakeUpPipe())
    }

    deinit {
        mailbox.post(.shutdown)
    }

    /// Keeps the client running until the task is cancelled, then lets statements finish.
    ///
    /// - Throws: ``PostgresError`` when the thread cannot be started.
    public func run() async throws {
        try start()
        await withTaskCancellationHandler {
            await mailbox.waitForEnd()
        } onCancel: {
            mailbox.post(.shutdown)
        }
    }

    /// Lets statements that are under way finish, and closes all connections.
    public func shutdown() async {
        mailbox.post(.shutdown)
        if isStarted.exchange(true, ordering: .acquiringAndReleasing) {
            await mailbox.waitForEnd()
        } else {
            _ = mailbox.end()
        }
    }

    /// Runs one statement, prepared and with values in binary, as a transaction of its own.
    ///
    /// - Throws: ``PostgresError``: `.server` when the server refuses it, `.overloaded` when too
    ///   many statements wait, `.timedOut` when no connection came, `.connectionLost` when the
    ///   answer was lost, `.cancelled` when the task was cancelled.
    public func query(_ sql: SQL) async throws(PostgresError) -> Rows {
        try start()
        let request = QueryRequest(sql)
        let outcome = await withTaskCancellationHandler {
            unsafe await withUnsafeContinuation { continuation in
                unsafe request.setContinuation(continuation)
                if let refusal = mailbox.post(query: request) {
                    request.answer(.failure(refusal))
                }
            }
        } onCancel: {
            request.cancel()
            mailbox.post(.queryCancelled(request))
        }
        do {
            return try outcome.get()
        } catch {
            throw error.about(sql.text)
        }
    }

    /// Starts the loop's thread once.
    func start() throws(PostgresError) {
        guard !isStarted.load(ordering: .relaxed),
            !isStarted.exchange(true, ordering: .acquiringAndReleasing)
        else { return }
        let started = DetachedThread.start { [configuration, mailbox] in
            Loop(configuration, mailbox).run()
        }
        guard started else {
            isStarted.store(false, ordering: .releasing)
            throw .connectionFailed("the system has no more threads to give")
        }
    }
}
