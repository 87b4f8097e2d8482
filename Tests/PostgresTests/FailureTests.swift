import Postgres
import PostgresTesting
import Testing

@Suite("Failures")
struct FailureTests {
    @Test("a full queue answers at once that it is overloaded")
    func overload() async throws {
        try await TestDatabase.withSchema(configure: {
            $0.queueLimit = 10
            $0.pipelinedConnections = 1
        }) { client in
            let codes = await withTaskGroup(of: PostgresError.Code?.self) { group in
                for _ in 0..<50 {
                    group.addTask {
                        do throws(PostgresError) {
                            _ = try await client.query("SELECT pg_sleep(0.02)")
                            return nil
                        } catch {
                            return error.code
                        }
                    }
                }
                return await group.reduce(into: []) { $0.append($1) }
            }
            #expect(codes.contains(.overloaded))
            #expect(codes.filter { $0 == nil }.count >= 10)
            let one = try await client.query("SELECT 1").value(Int.self)
            #expect(one == 1)
        }
    }

    @Test("a statement that takes too long is stopped by the server")
    func statementTimeout() async throws {
        try await TestDatabase.withSchema(configure: {
            $0.statementTimeout = .milliseconds(100)
        }) { client in
            let error = await #expect(throws: PostgresError.self) {
                _ = try await client.query("SELECT pg_sleep(10)")
            }
            #expect(error?.sqlState == "57014")
        }
    }

    @Test("a cancelled task gets its answer at once and spoils no connection")
    func cancellation() async throws {
        try await TestDatabase.withSchema(configure: { $0.pipelinedConnections = 1 }) { client in
            for _ in 0..<20 {
                let task = Task { try await client.query("SELECT pg_sleep(0.05)") }
                try await Task.sleep(for: .milliseconds(Int.random(in: 0...10)))
                task.cancel()
                let error = await #expect(throws: PostgresError.self) { _ = try await task.value }
                #expect(error?.code == .cancelled)
                async let one = client.query("SELECT \(Int32(1))")
                async let two = client.query("SELECT \(Int32(2))")
                #expect(try await one.value(Int.self) == 1)
                #expect(try await two.value(Int.self) == 2)
            }
        }
    }

    @Test("a cancelled statement on a connection of one's own stops on the server")
    func sessionCancellation() async throws {
        try await TestDatabase.withSchema(configure: { $0.sessionConnections = 1 }) { client in
            let task = Task {
                try await client.transaction { try await $0.query("SELECT pg_sleep(60)") }
            }
            try await Task.sleep(for: .milliseconds(100))
            task.cancel()
            let error = await #expect(throws: PostgresError.self) { _ = try await task.value }
            #expect(error?.code == .cancelled)
            let value = try await client.transaction {
                try await $0.query("SELECT 7").value(Int.self)
            }
            #expect(value == 7)
        }
    }

    @Test("connections that the server ends are replaced, and what was under way is told so")
    func terminatedConnections() async throws {
        try await TestDatabase.withSchema { client in
            let running = Task { try await client.query("SELECT pg_sleep(30)") }
            try await Task.sleep(for: .milliseconds(300))
            try await client.execute(
                script: """
                    SELECT pg_terminate_backend(pid) FROM pg_stat_activity
                    WHERE query LIKE '%pg_sleep(30)%' AND pid <> pg_backend_pid()
                    """)
            let error = await #expect(throws: PostgresError.self) { _ = try await running.value }
            #expect(error?.code == .connectionLost)
            #expect(error?.mayHaveExecuted == true)
            for number in 0..<50 {
                #expect(try await client.query("SELECT \(Int32(number))").value(Int.self) == number)
            }
        }
    }

    @Test("without a server a statement waits as long as it may, then says why")
    func noServer() async throws {
        var configuration = PostgresConfiguration(
            connectionString: "host=/nonexistent port=1 connect_timeout=2")
        configuration.queueTimeout = .milliseconds(300)
        let client = try PostgresClient(configuration)
        let error = await #expect(throws: PostgresError.self) {
            _ = try await client.query("SELECT 1")
        }
        #expect(error?.code == .timedOut)
        let session = await #expect(throws: PostgresError.self) {
            try await client.execute(script: "SELECT 1")
        }
        #expect(session?.code == .timedOut)
        await client.shutdown()
        let closed = await #expect(throws: PostgresError.self) {
            _ = try await client.query("SELECT 1")
        }
        #expect(closed?.code == .closed)
    }

    @Test("the first of several hosts that answers is taken")
    func severalHosts() async throws {
        let own = try TestDatabase.connectionString
        let socket = try #require(own.split(separator: "'").dropFirst().first)
        let client = try PostgresClient(
            .init(
                connectionString: "host='/nonexistent,\(socket)' port=5432,5432 user=leadline "
                    + "dbname=leadline target_session_attrs=read-write"))
        #expect(try await client.query("SELECT 1").value(Int.self) == 1)
        await client.shutdown()
    }

    @Test("a cancelled run lets statements finish and then closes")
    func shutdown() async throws {
        try await TestDatabase.withSchema { client in
            let run = Task { try await client.run() }
            _ = try await client.query("SELECT 1")
            let slow = Task { try await client.query("SELECT pg_sleep(0.3)") }
            try await Task.sleep(for: .milliseconds(50))
            run.cancel()
            #expect(try await slow.value.count == 1)
            try await run.value
        }
    }

    @Test("settings that make no sense are refused")
    func badSettings() {
        var configuration = PostgresConfiguration(connectionString: "")
        configuration.queueLimit = 0
        #expect(throws: PostgresError.self) { try PostgresClient(configuration) }
        #expect(throws: PostgresError.self) {
            try PostgresClient(.init(connectionString: "host=a\0b"))
        }
    }
}
