import EmbeddedPostgres
import Foundation
import Postgres
import PostgresTesting

/// A schema of its own in a real PostgreSQL with pgvector, for one test.
enum TestDatabase {
    /// The connection string of the tests' server.
    static var connectionString: String {
        get async throws {
            try await PostgresTesting.TestDatabase.shared.running().connectionString
        }
    }

    /// Runs a test with a client whose `search_path` begins with a new schema, and drops that.
    static func withSchema<R>(
        configure: (inout PostgresConfiguration) -> Void = { _ in },
        _ body: (PostgresClient) async throws -> R
    ) async throws -> R {
        try await PostgresTesting.TestDatabase.withPermit {
            try await withOwnSchema(configure: configure, body)
        }
    }

    private static func withOwnSchema<R>(
        configure: (inout PostgresConfiguration) -> Void,
        _ body: (PostgresClient) async throws -> R
    ) async throws -> R {
        let schema = "test_\(UUID().uuidString.prefix(8).lowercased())"
        let admin = try PostgresClient(.init(connectionString: try await connectionString))
        // Two at once would collide in the catalogue in spite of IF NOT EXISTS.
        try await admin.execute(
            script: """
                SELECT pg_advisory_xact_lock(1);
                CREATE EXTENSION IF NOT EXISTS vector SCHEMA public;
                CREATE SCHEMA \(schema)
                """)
        var configuration = PostgresConfiguration(
            connectionString: try await connectionString(searchPath: "\(schema),public"))
        configuration.applicationName = schema
        configure(&configuration)
        let client = try PostgresClient(configuration)
        let outcome: Result<R, any Error>
        do {
            outcome = .success(try await body(client))
        } catch {
            outcome = .failure(error)
        }
        await client.shutdown()
        try await admin.execute(script: "DROP SCHEMA \(schema) CASCADE")
        await admin.shutdown()
        return try outcome.get()
    }

    private static func connectionString(searchPath: String) async throws -> String {
        let text = try await connectionString
        guard text.contains("://") else {
            return text + " options='-c search_path=\(searchPath)'"
        }
        let separator = text.contains("?") ? "&" : "?"
        return text + separator + "options=-csearch_path%3D\(searchPath)"
    }
}
