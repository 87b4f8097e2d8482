import Postgres

extension PostgresBenchmark {
    /// COPY of 256-float vectors, in and out; the table is unlogged as for psql's figures.
    static func copies(_ client: PostgresClient, rows: Int = 200_000) async throws {
        try await client.execute(
            script: """
                DROP TABLE IF EXISTS copy_benchmark;
                CREATE UNLOGGED TABLE copy_benchmark (id int8, v vector(256));
                ALTER TABLE copy_benchmark ALTER v SET STORAGE plain
                """)
        let vector = (0..<256).map { Float($0) / 256 }
        let clock = ContinuousClock()
        try await client.withConnection { connection in
            var start = clock.now
            var cpu = ProcessTime.now
            _ = try await connection.copyIn(
                "COPY copy_benchmark FROM STDIN (FORMAT BINARY)"
            ) { writer in
                for id in 0..<rows {
                    try await writer.row { row in
                        row.append(id)
                        row.append(vector: vector.span)
                    }
                }
            }
            report("COPY in:", rows, clock.now - start, ProcessTime.now - cpu)
            start = clock.now
            cpu = ProcessTime.now
            var sum = 0
            for try await row in try await connection.copyOut(
                "COPY copy_benchmark TO STDOUT (FORMAT BINARY)")
            {
                sum &+= try row.withBytes(at: 1) { bytes throws(PostgresError) in
                    guard let bytes = copy bytes else { return 0 }
                    return bytes.count
                }
            }
            precondition(sum == rows * (4 + 4 * 256))
            report("COPY out:", rows, clock.now - start, ProcessTime.now - cpu)
        }
    }

    private static func report(_ title: String, _ rows: Int, _ time: Duration, _ cpu: Double) {
        let nanoseconds = Int(cpu * 1e9 / Double(rows))
        print(
            title, Int(Double(rows) / (time / .seconds(1))), "rows/s, client CPU per row:",
            nanoseconds, "ns")
    }
}
