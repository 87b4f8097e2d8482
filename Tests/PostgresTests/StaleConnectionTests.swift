import Postgres
import Testing

@Suite("Connections whose settings are of another time")
struct StaleConnectionTests {
    @Test(
        "a database that was read-only for a while takes changes again, without a word from anybody"
    )
    func readOnly() async throws {
        try await OwnServer.run { server in
            var configuration = PostgresConfiguration(
                connectionString: "host=127.0.0.1 port=\(server.port) user=leadline dbname=leadline"
            )
            configuration.pipelinedConnections = 2
            let client = try PostgresClient(configuration)
            let setting = "ALTER DATABASE leadline %s default_transaction_read_only"
            try await client.execute(script: "CREATE TABLE t (id int)")
            try await client.execute(script: "\(setting.replacing("%s", with: "SET")) = on")
            let other = try PostgresClient(configuration)
            let write: @Sendable (Int) async throws(PostgresError) -> Void = {
                number throws(PostgresError) in
                _ = try await other.query("INSERT INTO t VALUES (\(Int32(number)))")
            }
            let refused = await failures(of: 8, write).map(\.?.sqlState)
            #expect(refused == Array(repeating: "25006", count: 8))
            await #expect(throws: PostgresError.self) {
                try await other.execute(script: "INSERT INTO t VALUES (0)")
            }
            try await client.execute(
                script: "SET transaction_read_only = off; \(setting.replacing("%s", with: "RESET"))"
            )
            // Connections of less than a second count as new, and each must be met once.
            let end = ContinuousClock.now + .seconds(20)
            while await !failures(of: 8, write).allSatisfy({ $0 == nil }) {
                try #require(ContinuousClock.now < end, "connections stay read-only")
                try await Task.sleep(for: .milliseconds(200))
            }
            try await other.execute(script: "INSERT INTO t VALUES (0)")
            await other.shutdown()
            await client.shutdown()
        }
    }
}
