import Postgres
import Testing

@Suite("Shared connections")
struct SharedConnectionTests {
    @Test("statements that come at once are spread evenly over the connections")
    func evenly() async throws {
        try await TestDatabase.withSchema(configure: { $0.pipelinedConnections = 2 }) { client in
            try await Self.open(2, client)
            let counts = try await Self.processes(of: 16, client).values.sorted()
            #expect(counts.count == 2)
            #expect(counts[1] - counts[0] <= 2, "\(counts)")
        }
    }

    /// Asks until so many connections are open.
    private static func open(_ count: Int, _ client: PostgresClient) async throws {
        var processes = 0
        for _ in 0..<100 where processes < count {
            processes = try await Self.processes(of: count, client).count
        }
        try #require(processes == count)
    }

    /// How many of so many statements at once each process of the server ran.
    private static func processes(
        of count: Int, _ client: PostgresClient
    ) async throws -> [Int: Int] {
        try await withThrowingTaskGroup(of: Int.self) { group in
            for _ in 0..<count {
                group.addTask {
                    let row = try await client.query("SELECT pg_backend_pid(), pg_sleep(0.05)")
                    return try row.only().decode(Int.self, at: 0)
                }
            }
            return try await group.reduce(into: [:]) { $0[$1, default: 0] += 1 }
        }
    }

    @Test("a statement that no connection could prepare is prepared when that has become possible")
    func laterPrepared() async throws {
        try await TestDatabase.withSchema(configure: { $0.pipelinedConnections = 4 }) { client in
            try await Self.open(4, client)
            let states = await failures(of: 4) { _ throws(PostgresError) in
                _ = try await client.query("SELECT 7 FROM comes_later")
            }.map(\.?.sqlState)
            #expect(states == Array(repeating: "42P01", count: 4))
            try await client.execute(
                script: "CREATE TABLE comes_later (id int); INSERT INTO comes_later VALUES (1)")
            for _ in 0..<8 {
                #expect(try await client.query("SELECT 7 FROM comes_later").value(Int.self) == 7)
            }
        }
    }

    @Test("statements behind one that could not be prepared are told its error")
    func unprepared() async throws {
        try await TestDatabase.withSchema(configure: { $0.pipelinedConnections = 1 }) { client in
            try await Self.open(1, client)
            let states = await failures(of: 16) { _ throws(PostgresError) in
                _ = try await client.query("SELECT 1 FROM nowhere")
            }.map(\.?.sqlState)
            #expect(states == Array(repeating: "42P01", count: 16))
        }
    }

    @Test("answers that come while a great statement is being sent do not wait for its end")
    func readWhileSending() async throws {
        try await TestDatabase.withSchema(configure: { $0.pipelinedConnections = 1 }) { client in
            try await Self.open(1, client)
            let bytes = Bytea(bytes: [UInt8](repeating: 7, count: 30_000_000))
            let great: SQL = "SELECT pg_sleep(1), length(\(bytes))"
            // Some answers come while libpq is given the bytes, and it reads them when it can't send.
            for delay in stride(from: 8, through: 32, by: 6) {
                let (begun, begin) = AsyncStream<Void>.makeStream()
                let small = Task {
                    begin.finish()
                    _ = try await client.query("SELECT pg_sleep(0.03)")
                    return ContinuousClock.now
                }
                for await _ in begun {}
                try await Task.sleep(for: .milliseconds(delay))
                _ = try await client.query(great)
                #expect(try await small.value < .now - .milliseconds(300))
            }
        }
    }

    @Test("a task that was cancelled before it asks sends nothing")
    func cancelledBefore() async throws {
        try await TestDatabase.withSchema { client in
            try await client.execute(script: "CREATE TABLE t (id int)")
            let codes = await failures(of: 100, isCancelled: true) {
                number throws(PostgresError) in
                _ = try await client.query("INSERT INTO t VALUES (\(Int32(number)))")
            }.map { error in error.flatMap { $0.mayHaveExecuted ? nil : $0.code } }
            #expect(codes == Array(repeating: .cancelled, count: 100))
            #expect(try await client.query("SELECT count(*) FROM t").value(Int.self) == 0)
        }
    }

    @Test(
        "tasks that are cancelled amid many others get one answer each, and the others theirs",
        .timeLimit(.minutes(5)))
    func cancelledAmid() async throws {
        try await TestDatabase.withSchema { client in
            let wrong = await withTaskGroup(of: Int.self) { group in
                for number in 0..<64 {
                    group.addTask {
                        var wrong = 0
                        for round in 0..<50 {
                            let value = Int32(number * 50 + round)
                            let task = Task { try await client.query("SELECT \(value)::int4") }
                            let isCancelled = round % 3 == number % 3
                            if isCancelled { task.cancel() }
                            let answer = try? await task.value.value(Int32.self)
                            if answer != value, answer != nil || !isCancelled { wrong += 1 }
                        }
                        return wrong
                    }
                }
                return await group.reduce(0, +)
            }
            #expect(wrong == 0)
            let one = try await client.query("SELECT 1").value(Int.self)
            #expect(one == 1)
        }
    }
}
