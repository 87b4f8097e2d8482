import Postgres
import Testing

@Suite("Failures")
struct FailureTests {
    @Test("a full queue answers at once that it is overloaded")
    func overload() async throws {
        try await TestDatabase.withSchema(configure: {
            $0.queueLimit = 10
            $0.pipelinedConnections = 1
        }) { client in
            let codes = await failures(of: 50) { _ throws(PostgresError) in
                _ = try await client.query("SELECT pg_sleep(0.02)")
            }.map(\.?.code)
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

    @Test("a lock that is waited for in vain ends a statement on a shared connection")
    func lockTimeout() async throws {
        try await TestDatabase.withSchema(configure: {
            $0.lockTimeout = .milliseconds(100)
        }) { client in
            try await client.execute(script: "create table held (id int)")
            try await client.transaction { connection in
                try await connection.execute(script: "lock table held")
                let error = await #expect(throws: PostgresError.self) {
                    _ = try await client.query("select from held")
                }
                #expect(error?.sqlState == "55P03")
            }
            let own = try await client.withConnection { connection in
                try await connection.query("select current_setting('lock_timeout')").value(
                    String.self)
            }
            #expect(own == "0")
        }
    }

    @Test("a cancelled task gets its answer at once and spoils no connection")
    func cancellation() async throws {
        try await TestDatabase.withSchema(configure: { $0.pipelinedConnections = 1 }) { client in
            for _ in 0..<3 {
                let task = Task { try await client.query("SELECT pg_sleep(1.5)") }
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
            var ended = 0
            while ended == 0 {
                try await Task.sleep(for: .milliseconds(50))
                ended = try await client.withConnection { connection in
                    try await connection.query(
                        """
                        SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity
                        WHERE query LIKE '%pg_sleep(30)%' AND pid <> pg_backend_pid()
                        """
                    ).value(Int.self)
                }
            }
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
        try await TestDatabase.withSchema { client in
            let (socket, port, user, database) = try await client.query(
                """
                SELECT split_part(current_setting('unix_socket_directories'), ', ', 1),
                    current_setting('port'), current_user, current_database()
                """
            ).only().decode(String.self, String.self, String.self, String.self)
            let other = try PostgresClient(
                .init(
                    connectionString: "host='/nonexistent,\(socket)' port=\(port),\(port) "
                        + "user=\(user) dbname=\(database) target_session_attrs=read-write"))
            let one = try await other.query("SELECT 1").value(Int.self)
            #expect(one == 1)
            await other.shutdown()
        }
    }

    @Test("what was acknowledged is stored once, however often the server ends connections")
    func acknowledged() async throws {
        try await TestDatabase.withSchema { client in
            try await client.execute(script: "CREATE TABLE t (id int8 PRIMARY KEY)")
            let attacker = try PostgresClient(
                .init(connectionString: try await TestDatabase.connectionString))
            let schema = try await client.query("SELECT current_schema()").value(String.self)
            let writers = Task {
                await withTaskGroup(of: (stored: [Int], refused: [Int]).self) { group in
                    for task in 0..<16 {
                        group.addTask { await Self.write(task, client) }
                    }
                    return await group.reduce(into: (stored: [Int](), refused: [Int]())) {
                        $0.stored += $1.stored
                        $0.refused += $1.refused
                    }
                }
            }
            for _ in 0..<20 {
                try await Task.sleep(for: .milliseconds(30))
                _ = try await attacker.query(
                    """
                    SELECT pg_terminate_backend(pid) FROM pg_stat_activity
                    WHERE application_name = \(schema)
                    """)
            }
            let (stored, refused) = await writers.value
            // A connection of its own, for the shared ones may have been struck a last time.
            let there = Set(
                try await client.withConnection { connection in
                    try await connection.query("SELECT coalesce(array_agg(id), '{}') FROM t")
                        .value([Int].self)
                })
            #expect(Set(stored).isSubset(of: there))
            #expect(there.isDisjoint(with: refused))
            #expect(!stored.isEmpty)
            await attacker.shutdown()
        }
    }

    /// Inserts numbers; the refused ones are those that the client says cannot have been executed.
    private static func write(
        _ task: Int, _ client: PostgresClient
    ) async -> (stored: [Int], refused: [Int]) {
        var stored: [Int] = []
        var refused: [Int] = []
        let end = ContinuousClock.now + .milliseconds(800)
        var number = task
        while ContinuousClock.now < end {
            do throws(PostgresError) {
                _ = try await client.query("INSERT INTO t VALUES (\(number))")
                stored.append(number)
            } catch {
                if !error.mayHaveExecuted { refused.append(number) }
            }
            number += 16
        }
        return (stored, refused)
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
