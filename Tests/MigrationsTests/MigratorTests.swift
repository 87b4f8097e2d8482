import Postgres
import PostgresTesting
import Testing

@testable import Migrations

@Suite("The migrator", .serialized, .timeLimit(.minutes(10)))
struct MigratorTests {
    @Test("The product's own migrations bring an empty database to its state, once")
    func bundled() async throws {
        try await TestDatabase.withSchema { clients in
            let migrator = Migrator(client: clients[0], migrations: try Migration.bundled())
            #expect(try await migrator.status().allSatisfy(\.isPending))
            var told: [Int] = []
            let applied = try await migrator.migrate { told.append($0.version) }
            #expect(applied == (try Migration.bundled()))
            #expect(told == applied.map(\.version))
            #expect(try await migrator.migrate().isEmpty)
            let status = try await migrator.status()
            #expect(status.allSatisfy { $0.applied?.checksum == "\($0.migration.checksum)" })
            #expect(status.allSatisfy { $0.applied?.appliedAt.hasSuffix("Z") == true })
            _ = try await clients[0].query("select count(*) from leads")
        }
    }

    @Test("A dry run tells what is to come and changes nothing")
    func dryRun() async throws {
        try await TestDatabase.withSchema { clients in
            let migrator = Migrator(client: clients[0], migrations: [try migration(1)])
            #expect(try await migrator.migrate(dryRun: true).map(\.version) == [1])
            #expect(try await tables(clients[0]).isEmpty)
        }
    }

    @Test("A migration that fails leaves nothing of it, and those before it stay")
    func failure() async throws {
        try await TestDatabase.withSchema { clients in
            let broken = try migration(2, "create table half (id integer); select 1 / 0")
            let migrations = [try migration(1), broken]
            let error = try #require(
                await #expect(throws: MigrationError.self) {
                    try await Migrator(client: clients[0], migrations: migrations).migrate()
                })
            #expect(error.code == .failed)
            #expect(error.underlying?.sqlState == "22012")
            #expect(error.description.contains("0002_step2.sql"))
            #expect(try await tables(clients[0]) == ["leadline_migrations", "step1"])
            let mended = [try migration(1), try migration(2), try migration(3)]
            let applied = try await Migrator(client: clients[0], migrations: mended).migrate()
            #expect(applied.map(\.version) == [2, 3])
        }
    }

    @Test("A file that says so runs outside a transaction")
    func noTransaction() async throws {
        try await TestDatabase.withSchema { clients in
            let index = "create index concurrently if not exists step1_id on step1 (id)"
            let migrations = [
                try migration(1), try migration(2, "-- no transaction\n\(index)"),
            ]
            _ = try await Migrator(client: clients[0], migrations: migrations).migrate()
            let valid: Bool = try await clients[0].query(
                "select indisvalid from pg_index where indexrelid = 'step1_id'::regclass"
            ).value()
            #expect(valid)
            let inTransaction = migrations + [try migration(3, index)]
            let error = await #expect(throws: MigrationError.self) {
                try await Migrator(client: clients[0], migrations: inTransaction).migrate()
            }
            #expect(error?.underlying?.sqlState == "25001")
        }
    }

    @Test("Several processes may start at once: each migration is applied by one")
    func atOnce() async throws {
        try await TestDatabase.withSchema(clients: 4) { clients in
            let slow = "select pg_sleep(0.2); create table slow (id integer)"
            let migrations = [try migration(1), try migration(2, slow), try migration(3)]
            let counts = try await withThrowingTaskGroup(of: Int.self) { group in
                for client in clients {
                    group.addTask {
                        try await Migrator(client: client, migrations: migrations).migrate().count
                    }
                }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            #expect(counts.sorted() == [0, 0, 0, 3])
        }
    }

    @Test("Who waits too long for another one is told so")
    func busy() async throws {
        try await TestDatabase.withSchema(clients: 2) { clients in
            let migrations = [try migration(1, "select pg_sleep(2)")]
            async let first = Migrator(client: clients[0], migrations: migrations).migrate()
            try await Task.sleep(for: .milliseconds(500))
            let hasty = Migrator(
                client: clients[1], migrations: migrations, waitTimeout: .milliseconds(100))
            let error = await #expect(throws: MigrationError.self) { try await hasty.migrate() }
            #expect(error?.code == .busy)
            #expect(try await first.count == 1)
        }
    }

    @Test("A migration does not wait forever for a table that is in use")
    func lockTimeout() async throws {
        try await TestDatabase.withSchema(clients: 2) { clients in
            try await clients[1].execute(script: "create table step1 (id integer)")
            let migrator = Migrator(
                client: clients[0],
                migrations: [try migration(1, "alter table step1 add column more text")],
                lockTimeout: .milliseconds(100))
            try await clients[1].transaction { connection in
                try await connection.execute(script: "lock table step1")
                let start = ContinuousClock.now
                let error = await #expect(throws: MigrationError.self) {
                    try await migrator.migrate()
                }
                #expect(error?.underlying?.sqlState == "55P03")
                #expect(.now - start < .seconds(3))
            }
            #expect(try await migrator.migrate().count == 1)
            let timeout: String = try await clients[0].query("show lock_timeout").value()
            #expect(timeout == "0")
        }
    }

    private func tables(_ client: PostgresClient) async throws -> [String] {
        try await client.query(
            "select tablename::text from pg_tables where schemaname = current_schema() order by 1"
        ).map { row throws(PostgresError) in try row.decode(at: 0) }
    }
}
