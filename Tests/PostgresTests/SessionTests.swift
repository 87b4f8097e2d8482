import Postgres
import Testing

@Suite("Connections of one's own")
struct SessionTests {
    private struct Refusal: Error {}

    @Test("a transaction is committed when its closure returns and rolled back when it throws")
    func transactions() async throws {
        try await TestDatabase.withSchema { client in
            try await client.execute(script: "CREATE TABLE t (id int)")
            try await client.transaction { connection in
                _ = try await connection.query("INSERT INTO t VALUES (\(Int32(1)))")
            }
            await #expect(throws: Refusal.self) {
                try await client.transaction { connection in
                    _ = try await connection.query("INSERT INTO t VALUES (\(Int32(2)))")
                    throw Refusal()
                }
            }
            #expect(try await client.query("SELECT array_agg(id) FROM t").value([Int].self) == [1])
        }
    }

    @Test("a connection that has prepared many statements is replaced when it comes back")
    func replaced() async throws {
        try await TestDatabase.withSchema(configure: {
            $0.sessionConnections = 1
            $0.statementCacheSize = 3
        }) { client in
            var processes: [Int] = []
            for number in 1...4 {
                try await client.withConnection { connection in
                    let process = try await connection.query("SELECT pg_backend_pid()")
                    processes.append(try process.value(Int.self))
                    _ = try await connection.query(SQL(unsafeSQL: "SELECT \(number)"))
                }
            }
            #expect(Set(processes[..<3]).count == 1)
            #expect(processes[3] != processes[0])
        }
    }

    @Test("a transaction whose failed statement was overlooked does not pass as committed")
    func overlookedFailure() async throws {
        try await TestDatabase.withSchema { client in
            _ = await #expect(throws: PostgresError.self) {
                try await client.transaction { connection in
                    _ = try? await connection.query("SELECT 1 / \(Int32(0))")
                }
            }
        }
    }

    @Test("COPY stores rows and reads them back", arguments: [0, 1, 5000])
    func copies(count: Int) async throws {
        try await TestDatabase.withSchema { client in
            try await client.execute(script: "CREATE TABLE t (id int8, name text, v vector(64))")
            try await client.withConnection { connection in
                let vector = (0..<64).map { Float($0) }
                let stored = try await connection.copyIn(
                    "COPY t (id, name, v) FROM STDIN (FORMAT BINARY)"
                ) { writer in
                    for number in 0..<count {
                        try await writer.row { row in
                            row.append(number)
                            row.append(number % 3 == 0 ? nil : "name \(number)")
                            row.append(vector: vector.span)
                        }
                    }
                }
                #expect(stored == count)
                var seen = 0
                for try await row in try await connection.copyOut(
                    "COPY (SELECT * FROM t ORDER BY id) TO STDOUT (FORMAT BINARY)")
                {
                    #expect(try row.decode(Int.self, at: 0) == seen)
                    #expect(
                        try row.decode(String?.self, at: 1)
                            == (seen % 3 == 0 ? nil : "name \(seen)"))
                    #expect(try row.decode(Vector.self, at: 2).elements == vector)
                    seen += 1
                }
                #expect(seen == count)
                #expect(
                    try await connection.query("SELECT count(*) FROM t").value(Int.self) == count)
            }
        }
    }

    @Test("a COPY that its writer gives up, or the server refuses, stores nothing")
    func failedCopies() async throws {
        try await TestDatabase.withSchema { client in
            try await client.execute(script: "CREATE TABLE t (id int8 PRIMARY KEY)")
            try await client.withConnection { connection in
                await #expect(throws: Refusal.self) {
                    _ = try await connection.copyIn("COPY t FROM STDIN (FORMAT BINARY)") { writer in
                        try await writer.row { $0.append(1) }
                        throw Refusal()
                    }
                }
                let error = await #expect(throws: PostgresError.self) {
                    _ = try await connection.copyIn("COPY t FROM STDIN (FORMAT BINARY)") { writer in
                        for _ in 0..<100_000 { try await writer.row { $0.append(1) } }
                    }
                }
                #expect(error?.sqlState == "23505")
                let left = try await connection.query("SELECT count(*) FROM t").value(Int.self)
                #expect(left == 0)
            }
        }
    }

    @Test("a COPY that is left early does not spoil the pool")
    func abandonedCopy() async throws {
        try await TestDatabase.withSchema(configure: { $0.sessionConnections = 1 }) { client in
            try await client.withConnection { connection in
                for try await row in try await connection.copyOut(
                    "COPY (SELECT generate_series(1, 1000000)) TO STDOUT (FORMAT BINARY)")
                {
                    #expect(try row.decode(Int32.self, at: 0) == 1)
                    break
                }
            }
            let value = try await client.withConnection { try await $0.query("SELECT 3") }
            #expect(try value.value(Int.self) == 3)
        }
    }

    @Test("notifications come in order, and a broken connection is told by a new beginning")
    func notifications() async throws {
        try await TestDatabase.withSchema { client in
            var events = client.listen("Leads \"x\"").makeAsyncIterator()
            #expect(try await events.next() == .listening)
            for number in 0..<3 {
                _ = try await client.query("SELECT pg_notify(\("Leads \"x\""), \("\(number)"))")
            }
            for number in 0..<3 {
                guard case .notification(let one)? = try await events.next() else {
                    Issue.record("no notification")
                    return
                }
                #expect(one.payload == "\(number)")
            }
            try await client.execute(
                script: """
                    SELECT pg_terminate_backend(pid) FROM pg_stat_activity
                    WHERE query LIKE 'LISTEN "Leads%'
                    """)
            #expect(try await events.next() == .listening)
        }
    }
}
