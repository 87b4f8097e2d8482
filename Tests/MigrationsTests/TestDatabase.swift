import EmbeddedPostgres
import Glibc
import Postgres

/// One private server for all tests of this process; every test gets a schema of its own.
actor TestDatabase {
    static let shared = TestDatabase()
    private var starting: Task<RunningPostgres, any Error>?

    /// Runs a test with clients of an empty schema.
    static func withSchema(
        clients count: Int = 1, _ body: ([PostgresClient]) async throws -> Void
    ) async throws {
        let running = try await shared.running()
        let schema = "test_\(UInt64.random(in: 0...UInt64.max))"
        let admin = try PostgresClient(PostgresConfiguration(connectionString: running.connectionString))
        try await admin.execute(script: "create schema \(schema)")
        let address = "\(running.connectionString)&options=-csearch_path%3D\(schema)"
        var clients: [PostgresClient] = []
        for _ in 0..<count {
            clients.append(try PostgresClient(PostgresConfiguration(connectionString: address)))
        }
        do {
            try await body(clients)
        } catch {
            await close(clients + [admin])
            throw error
        }
        try await admin.execute(script: "drop schema \(schema) cascade")
        await close(clients + [admin])
    }

    private static func close(_ clients: [PostgresClient]) async {
        for client in clients { await client.shutdown() }
    }

    private func running() async throws -> RunningPostgres {
        if let starting { return try await starting.value }
        // The server is kept between runs and stops with this process by `atexit` below.
        let server = EmbeddedPostgres(dataDirectory: Self.folder, toolsDirectory: Self.tools)
        let task = Task<RunningPostgres, any Error> { try await server.start() }
        starting = task
        let running = try await task.value
        TestServer.id = running.processID
        atexit { kill(TestServer.id, SIGINT) }
        return running
    }

    private static let folder = "/tmp/leadline-tests-migrations-\(geteuid())"

    /// The tools: LEADLINE_TOOLS_DIR, else `.leadline/tools` above this file.
    private static var tools: String {
        if let setting = unsafe getenv("LEADLINE_TOOLS_DIR") { return unsafe String(cString: setting) }
        var parts = #filePath.split(separator: "/").dropLast()
        while !parts.isEmpty {
            let tools = "/" + parts.joined(separator: "/") + "/.leadline/tools"
            if unsafe access(tools, F_OK) == 0 { return tools }
            parts = parts.dropLast()
        }
        return ".leadline/tools"
    }
}

/// What the exit of the process must know.
enum TestServer {
    // Written once before the handler is registered, read once at exit.
    nonisolated(unsafe) static var id: Int32 = 0
}
