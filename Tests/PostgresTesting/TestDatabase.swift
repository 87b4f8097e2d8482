import EmbeddedPostgres
import Foundation
public import Postgres

/// The PostgreSQL of the tests, and schemas in it.
///
/// It lies in the folder `LEADLINE_TEST_POSTGRES`, or one of the temporary folder, and goes on
/// after the tests, so that the next run starts at once. `LEADLINE_TEST_TOOLS` names folders, split
/// by colons, in which an unpacked wheel lies.
public enum TestDatabase {
    /// Where the tests look for PostgreSQL.
    public static var toolDirectories: [String] {
        let named = ProcessInfo.processInfo.environment["LEADLINE_TEST_TOOLS"] ?? ""
        return named.split(separator: ":").map(String.init)
    }

    private static let server = Result {
        let environment = ProcessInfo.processInfo.environment
        let folder =
            environment["LEADLINE_TEST_POSTGRES"]
            ?? FileManager.default.temporaryDirectory
            .appendingPathComponent("leadline-tests-\(geteuid())").path
        var settings = EmbeddedPostgresSettings(directory: folder)
        settings.toolDirectories = toolDirectories
        settings.parameters = ["fsync": "off", "shared_buffers": "64MB"]
        return try EmbeddedPostgres(settings).start()
    }

    /// The connection string of the tests' server.
    public static var connectionString: String {
        get throws { try server.get().connectionString }
    }

    /// Runs a test with a client whose `search_path` begins with a schema of its own.
    public static func withSchema<R>(
        configure: (inout PostgresConfiguration) -> Void = { _ in },
        _ body: (PostgresClient) async throws -> R
    ) async throws -> R {
        let schema = "test_\(UUID().uuidString.prefix(8).lowercased())"
        let admin = try PostgresClient(.init(connectionString: try connectionString))
        try await installVector(admin)
        try await admin.execute(script: "CREATE SCHEMA \(schema)")
        var configuration = PostgresConfiguration(
            connectionString: try connectionString
                + " options='-c search_path=\(schema),public -c client_min_messages=warning'")
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

    /// Two at a time would collide in the catalogue even with IF NOT EXISTS.
    private static func installVector(_ client: PostgresClient) async throws {
        try await client.execute(
            script: """
                SELECT pg_advisory_xact_lock(1);
                SET LOCAL client_min_messages = warning;
                CREATE EXTENSION IF NOT EXISTS vector SCHEMA public
                """)
    }
}
