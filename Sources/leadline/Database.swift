import EmbeddedPostgres
import Logging
import Migrations
import Postgres
import Settings

/// The database of a command: the user's own, or the private one, which is started for it.
struct Database {
    let client: PostgresClient
    /// Whether the database had no table of Leadline's before.
    let isNew: Bool

    /// Opens the database, migrates it, and closes it when `body` returns.
    ///
    /// A private server that was not running before is stopped again.
    static func open<Result>(
        _ settings: Settings, _ logger: Logger,
        _ body: (Database) async throws -> Result
    ) async throws -> Result {
        if let url = settings.databaseURL {
            return try await connected(to: url, settings, logger, body)
        }
        let server = EmbeddedPostgres(settings)
        let running = try await server.start()
        logger.debug("The private PostgreSQL runs", metadata: ["port": "\(running.port)"])
        let outcome = await captured {
            try await connected(to: running.connectionString, settings, logger, body)
        }
        if !running.wasRunning { try await server.stop() }
        return try outcome.get()
    }

    private static func connected<Result>(
        to url: String, _ settings: Settings, _ logger: Logger,
        _ body: (Database) async throws -> Result
    ) async throws -> Result {
        var configuration = PostgresConfiguration(connectionString: url)
        configuration.applicationName = "leadline"
        configuration.pipelinedConnections = settings.poolSize
        let client = try PostgresClient(configuration)
        return try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await client.run() }
            let outcome = await captured {
                let report = try await Migrator(client: client, logger: logger).migrate()
                return try await body(Database(client: client, isNew: report.wasEmpty))
            }
            group.cancelAll()
            try await group.waitForAll()
            return try outcome.get()
        }
    }
}

/// The outcome of a closure, so that what was opened can be closed before an error goes on.
func captured<Success>(_ body: () async throws -> Success) async -> Result<Success, any Error> {
    do {
        return .success(try await body())
    } catch {
        return .failure(error)
    }
}

extension EmbeddedPostgres {
    /// The private server as the settings place it.
    init(_ settings: Settings) {
        self.init(
            dataDirectory: settings.dataDirectory + "/postgres",
            toolsDirectory: settings.toolsDirectory)
    }
}
