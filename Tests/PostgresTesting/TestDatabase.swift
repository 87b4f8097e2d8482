public import EmbeddedPostgres
import Glibc
public import Postgres

/// A private PostgreSQL with pgvector for the tests of one process: started by the first test that
/// asks for it, gone with the process.
public actor TestDatabase {
    /// The database of this process.
    public static let shared = TestDatabase()
    private var starting: Task<RunningPostgres, any Error>?

    /// Runs a test with clients whose `search_path` is an empty schema of its own, then `public`,
    /// where the extension `vector` is.
    ///
    /// - Parameters:
    ///   - clients: How many clients to make.
    ///   - body: The test.
    /// - Throws: what the test throws, ``EmbeddedPostgresError`` or ``PostgresError``.
    public static func withSchema(
        clients: Int = 1, _ body: ([PostgresClient]) async throws -> Void
    ) async throws {
        try await withPermit { try await withOwnSchema(clients: clients, body) }
    }

    /// Runs a test that opens connections of its own to the server.
    ///
    /// - Throws: what the test throws.
    public static func withPermit<Result>(
        _ body: () async throws -> Result
    ) async throws -> Result {
        await Permits.shared.take()
        let outcome: Swift.Result<Result, any Error>
        do {
            outcome = .success(try await body())
        } catch {
            outcome = .failure(error)
        }
        await Permits.shared.giveBack()
        return try outcome.get()
    }

    private static func withOwnSchema(
        clients: Int, _ body: ([PostgresClient]) async throws -> Void
    ) async throws {
        let running = try await shared.running()
        let schema = "test_\(UInt64.random(in: 0...UInt64.max))"
        let admin = try client(running.connectionString)
        let path = "&options=-csearch_path%3D\(schema)%2Cpublic"
        var all = [admin]
        let result: Result<Void, any Error>
        do {
            try await admin.execute(script: "create schema \(schema)")
            for _ in 0..<clients { all.append(try client(running.connectionString + path)) }
            try await body(Array(all.dropFirst()))
            try await admin.execute(script: "drop schema \(schema) cascade")
            result = .success(())
        } catch {
            result = .failure(error)
        }
        for client in all { await client.shutdown() }
        try result.get()
    }

    /// The server, started when it is not yet.
    ///
    /// - Throws: ``EmbeddedPostgresError`` or ``PostgresError``.
    public func running() async throws -> RunningPostgres {
        if let starting { return try await starting.value }
        let task = Task<RunningPostgres, any Error> {
            let server = EmbeddedPostgres(
                dataDirectory: TestFolder.path, toolsDirectory: TestFolder.tools)
            let running = try await server.start()
            TestFolder.removeAtExit(running.processID)
            let admin = try Self.client(running.connectionString)
            try await admin.execute(script: "create extension vector with schema public")
            await admin.shutdown()
            return running
        }
        starting = task
        return try await task.value
    }

    private static func client(_ address: String) throws(PostgresError) -> PostgresClient {
        try PostgresClient(PostgresConfiguration(connectionString: address))
    }
}
