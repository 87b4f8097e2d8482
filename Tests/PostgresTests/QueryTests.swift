import Postgres
import Testing

@Suite("Queries")
struct QueryTests {
    @Test("values come back as they were sent")
    func roundTrip() async throws {
        try await TestDatabase.withSchema { client in
            let uuid = PostgresUUID(high: 0x0123_4567_89ab_cdef, low: .max)
            let time = PostgresTimestamp(microsecondsSince1970: 1_700_000_000_123_456)
            let rows = try await client.query(
                """
                SELECT \(true), \(Int16.min), \(Int32.max), \(Int64.min), \(Float(0.1)),
                    \(Double.pi), \("Zoë 'quoted' $1"), \(uuid), \(time),
                    \(JSONB(bytes: Array("{\"a\": 1}".utf8))), \(Bytea(bytes: [0, 255])),
                    \([Int32(1), 2, 3]), \(["a", nil, "c"]), \(Int?.none), \([Int]()), \("")
                """)
            let row = try rows.only()
            let (flag, small, medium, large) = try row.decode(
                Bool.self, Int16.self, Int32.self, Int64.self)
            #expect((flag, small, medium, large) == (true, .min, .max, .min))
            #expect(try row.decode(Float.self, at: 4) == 0.1)
            #expect(try row.decode(Double.self, at: 5) == .pi)
            #expect(try row.decode(String.self, at: 6) == "Zoë 'quoted' $1")
            #expect(try row.decode(PostgresUUID.self, at: 7) == uuid)
            #expect(try row.decode(PostgresTimestamp.self, at: 8) == time)
            #expect(try row.decode(JSONB.self, at: 9).bytes == Array("{\"a\": 1}".utf8))
            #expect(try row.decode(Bytea.self, at: 10).bytes == [0, 255])
            #expect(try row.decode([Int32].self, at: 11) == [1, 2, 3])
            #expect(try row.decode([String?].self, at: 12) == ["a", nil, "c"])
            #expect(try row.decode(Int?.self, at: 13) == nil)
            #expect(try row.decode([Int].self, at: 14) == [])
            #expect(try row.decode(String.self, at: 15) == "")
        }
    }

    @Test("vectors come back as they were sent", arguments: [1, 2, 256])
    func vectors(dimensions: Int) async throws {
        try await TestDatabase.withSchema { client in
            let vector = Vector((0..<dimensions).map { Float($0) / 7 })
            let half = HalfVector((0..<dimensions).map { Float16($0) })
            let row = try await client.query(
                "SELECT \(vector), \(half), vector_dims(\(vector)), (\(vector))::text"
            ).only()
            #expect(try row.decode(Vector.self, at: 0) == vector)
            #expect(try row.decode(HalfVector.self, at: 1) == half)
            #expect(try row.decode(Int.self, at: 2) == dimensions)
        }
    }

    @Test("rows of a composite type that were encoded before go as one parameter")
    func composites() async throws {
        try await TestDatabase.withSchema { client in
            try await client.execute(
                script:
                    "CREATE TYPE lead_in AS (id uuid, name text, embedding vector, score float4)")
            let type = try await client.compositeType(named: "lead_in")
            var encoded: [[UInt8]] = []
            for number in 0..<3 {
                var row = CompositeRow(of: type)
                try row.append(PostgresUUID(high: 0, low: UInt64(number)))
                try row.append(number == 1 ? nil : "name \(number)")
                try row.append(vector: [Float(number), 1].span)
                try row.append(Float(number))
                encoded.append(try row.finish())
            }
            let rows = try await client.query(
                """
                SELECT id, name, embedding::text, score
                FROM unnest(\(CompositeArray(of: type, rows: encoded))) ORDER BY id
                """)
            #expect(
                try rows.map { row throws(PostgresError) in try row.decode(String?.self, at: 1) }
                    == ["name 0", nil, "name 2"])
            #expect(try rows[2].decode(String.self, named: "embedding") == "[2,1]")
            let none = try await client.query(
                "SELECT count(*) FROM unnest(\(CompositeArray(of: type, rows: [])))")
            #expect(try none.value(Int.self) == 0)
        }
    }

    @Test("an error of the server tells SQLSTATE, constraint, table and column, and hides data")
    func serverErrors() async throws {
        try await TestDatabase.withSchema { client in
            try await client.execute(
                script: "CREATE TABLE t (id int CONSTRAINT t_key PRIMARY KEY, name text NOT NULL)")
            _ = try await client.query(
                "INSERT INTO t VALUES (\(Int32(1)), \("secret@example.com"))")
            let twice = await #expect(throws: PostgresError.self) {
                _ = try await client.query("INSERT INTO t VALUES (\(Int32(1)), \("x"))")
            }
            #expect(twice?.sqlState == "23505")
            #expect(twice?.constraint == "t_key")
            #expect(twice?.table == "t")
            let missing = await #expect(throws: PostgresError.self) {
                _ = try await client.query("INSERT INTO t VALUES (\(Int32(2)), NULL)")
            }
            #expect(missing?.column == "name")
            let bad = await #expect(throws: PostgresError.self) {
                _ = try await client.query("SELECT (\("secret@example.com"))::int")
            }
            let error = try #require(bad)
            #expect(!error.description.contains("secret"))
            #expect(String(reflecting: error).contains("secret"))
            #expect(try await client.query("SELECT count(*) FROM t").value(Int.self) == 1)
        }
    }

    @Test("one statement's error leaves those beside it in the pipeline alone")
    func isolation() async throws {
        try await TestDatabase.withSchema(configure: { $0.pipelinedConnections = 1 }) { client in
            try await client.execute(script: "CREATE TABLE t (id int PRIMARY KEY)")
            let stored = await withTaskGroup(of: Int.self) { group in
                for number in 0..<200 {
                    group.addTask {
                        let divisor = Int32(number % 2)
                        let rows = try? await client.query(
                            "INSERT INTO t VALUES (\(Int32(number)) + 0 / \(divisor))")
                        return rows?.affectedRows ?? 0
                    }
                }
                return await group.reduce(0, +)
            }
            #expect(stored == 100)
            #expect(try await client.query("SELECT count(*) FROM t").value(Int.self) == 100)
        }
    }

    @Test("a statement whose result has changed is prepared again")
    func changedResult() async throws {
        try await TestDatabase.withSchema(configure: { $0.pipelinedConnections = 1 }) { client in
            try await client.execute(script: "CREATE TABLE t (a int); INSERT INTO t VALUES (1)")
            #expect(try await client.query("SELECT * FROM t").columnCount == 1)
            try await client.execute(script: "ALTER TABLE t ADD b text")
            #expect(try await client.query("SELECT * FROM t").columnCount == 2)
        }
    }

    @Test("more statements than the cache holds go on working")
    func eviction() async throws {
        try await TestDatabase.withSchema(configure: {
            $0.statementCacheSize = 4
            $0.pipelinedConnections = 1
        }) { client in
            for round in 0..<3 {
                for number in 0..<20 {
                    let sql: SQL = "SELECT \(Int32(round)) + \(unsafeSQL: "\(number)")"
                    #expect(try await client.query(sql).value(Int.self) == round + number)
                }
            }
            let prepared = try await client.query("SELECT count(*) FROM pg_prepared_statements")
            #expect(try prepared.value(Int.self) <= 5)
        }
    }

    @Test("statements that fail do not pile up on the server")
    func failedStatements() async throws {
        try await TestDatabase.withSchema(configure: { $0.pipelinedConnections = 1 }) { client in
            try await client.execute(script: "CREATE TABLE t (id int PRIMARY KEY)")
            for _ in 0..<100 {
                _ = try? await client.query("INSERT INTO t VALUES (\(Int32(1)))")
                _ = try? await client.query("SELECT * FROM missing")
            }
            let prepared = try await client.query("SELECT count(*) FROM pg_prepared_statements")
            #expect(try prepared.value(Int.self) <= 3)
        }
    }

    @Test("big values go both ways at once without a standstill")
    func bigValues() async throws {
        try await TestDatabase.withSchema(configure: { $0.pipelinedConnections = 1 }) { client in
            let text = String(repeating: "x", count: 200_000)
            try await withThrowingTaskGroup(of: Int.self) { group in
                for _ in 0..<100 {
                    group.addTask {
                        try await client.query("SELECT \(text)").value(String.self).utf8.count
                    }
                }
                for try await count in group {
                    #expect(count == 200_000)
                }
            }
        }
    }

    @Test(
        "a statement that changes a connection's state is kept off the shared ones",
        arguments: ["BEGIN", " copy t to stdout", "SET x.y = 1", "Listen c"])
    func statefulStatements(text: String) async throws {
        try await TestDatabase.withSchema { client in
            let error = await #expect(throws: PostgresError.self) {
                _ = try await client.query(SQL(unsafeSQL: text))
            }
            #expect(error?.code == .protocolViolation)
        }
    }

    @Test("a value of another type than asked for is an error that names both")
    func wrongTypes() async throws {
        try await TestDatabase.withSchema { client in
            let row = try await client.query("SELECT \("text"), \(Int64.max), NULL::int").only()
            #expect(throws: PostgresError.self) { try row.decode(Int.self, at: 0) }
            #expect(throws: PostgresError.self) { try row.decode(Int32.self, at: 1) }
            #expect(throws: PostgresError.self) { try row.decode(Int.self, at: 2) }
            #expect(throws: PostgresError.self) { try row.decode(Int.self, at: 3) }
            #expect(throws: PostgresError.self) { try row.decode(Int.self, named: "none") }
        }
    }
}
