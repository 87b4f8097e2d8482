import EmbeddedPostgres
import Foundation
import Logging
import Migrations
import Postgres
import Settings

/// The database of a command: the user's own, or the private one, which is started for it.
struct Database {
    let client: PostgresClient
    /// The migrations that were applied just now.
    let applied: [Migration]

    /// Opens the database, migrates it, and closes it when `body` returns.
    ///
    /// A private server that was not running before is stopped again, after a signal too.
    static func open<Result>(
        _ settings: Settings, _ logger: Logger, migrating: Bool = true,
        _ body: (Database) async throws -> Result
    ) async throws -> Result {
        try await Interruption.current.heeding(logger) {
            try await opened(settings, logger, migrating: migrating, body)
        }
    }

    private static func opened<Result>(
        _ settings: Settings, _ logger: Logger, migrating: Bool,
        _ body: (Database) async throws -> Result
    ) async throws -> Result {
        if let url = settings.databaseURL {
            return try await connected(to: url, settings, migrating: migrating, body)
        }
        let server = EmbeddedPostgres(settings)
        let running = try await server.start()
        logger.debug(
            "The private PostgreSQL runs", metadata: ["process": "\(running.processID)"])
        let outcome = await captured {
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask { await PrivateServer(server: server, logger: logger).watch() }
                let result = await captured {
                    try await connected(
                        to: running.connectionString, settings, migrating: migrating, body)
                }
                group.cancelAll()
                try await group.waitForAll()
                return try result.get()
            }
        }
        _ = try await server.stopIfOwned()
        return try outcome.get()
    }

    private static func connected<Result>(
        to url: String, _ settings: Settings, migrating: Bool,
        _ body: (Database) async throws -> Result
    ) async throws -> Result {
        var configuration = PostgresConfiguration(connectionString: url)
        configuration.applicationName = "leadline"
        configuration.pipelinedConnections = settings.poolSize
        // A client is told within seconds that the database is away.
        configuration.queueTimeout = .seconds(3)
        // So that nobody who holds a lock makes all others wait.
        configuration.lockTimeout = .seconds(3)
        let client = try PostgresClient(configuration)
        return try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await client.run() }
            let outcome = await captured {
                let applied = migrating ? try await Migrator(client).migrate() : []
                return try await body(Database(client: client, applied: applied))
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
            dataDirectory: settings.dataDirectory, toolsDirectory: settings.toolsDirectory)
    }
}

extension Migrator {
    /// The migrator of the program's own migrations, or of the folder of `LEADLINE_MIGRATIONS`.
    init(_ client: PostgresClient) throws(MigrationError) {
        if let folder = ProcessInfo.processInfo.environment["LEADLINE_MIGRATIONS"] {
            self.init(client: client, migrations: try Migration.read(directory: folder))
        } else {
            self.init(client: client, migrations: try Migration.bundled())
        }
    }
}
