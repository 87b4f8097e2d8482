import Foundation
import Migrations
public import Postgres

/// A schema of its own in a real PostgreSQL with pgvector, for one test.
///
/// `make test` starts the server and names it in `LEADLINE_TEST_DATABASE_URL`. A test that needs
/// it fails without it: a test that was not run must not look green.
public enum TestDatabase {
    /// Why a test cannot have a database.
    struct Missing: Error, CustomStringConvertible {
        var description: String {
            "LEADLINE_TEST_DATABASE_URL is not set: run the tests by `make test`"
        }
    }

    /// Makes a schema, migrates it, lends it to `body`, and drops it.
    ///
    /// - Parameter migrated: Whether Leadline's own migrations are applied.
    public static func run<Result>(
        migrated: Bool = true, _ body: (PostgresClient, String) async throws -> Result
    ) async throws -> Result {
        guard let url = ProcessInfo.processInfo.environment["LEADLINE_TEST_DATABASE_URL"] else {
            throw Missing()
        }
        let schema = "test_" + UUID().uuidString.lowercased().prefix(8)
        let own = url + (url.contains("?") ? "&" : "?") + "options=-csearch_path%3D\(schema)%2Cpublic"
        let client = try PostgresClient(PostgresConfiguration(connectionString: own))
        return try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await client.run() }
            let outcome: Swift.Result<Result, any Error>
            do {
                try await client.execute(
                    script: "create extension if not exists vector schema public; create schema \(schema)")
                if migrated {
                    _ = try await Migrator(
                        client: client, migrations: try Migration.bundled()
                    ).migrate()
                }
                outcome = .success(try await body(client, own))
            } catch {
                outcome = .failure(error)
            }
            try await client.execute(script: "drop schema if exists \(schema) cascade")
            group.cancelAll()
            try await group.waitForAll()
            return try outcome.get()
        }
    }
}
