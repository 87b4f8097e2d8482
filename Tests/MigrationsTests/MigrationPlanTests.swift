import Testing

@testable import Migrations

@Suite("What is to be migrated")
struct MigrationPlanTests {
    let known: [Migration]

    init() throws {
        known = try [1, 2, 3].map { try migration($0) }
    }

    @Test("What the database lacks is pending, in order", arguments: 0...3)
    func pending(count: Int) throws {
        let applied = known.prefix(count).reversed().map { record(of: $0) }
        let plan = try MigrationPlan(known: known, applied: applied)
        #expect(plan.pending == Array(known.dropFirst(count)))
        #expect(plan.statuses.map(\.migration) == known)
    }

    @Test("A file that was edited after it was applied is refused")
    func changed() throws {
        let edited = try migration(2, "select 'edited'")
        let error = #expect(throws: MigrationError.self) {
            try MigrationPlan(
                known: [known[0], edited, known[2]], applied: known.map { record(of: $0) })
        }
        #expect(error?.code == .changed)
        #expect(error?.message.contains("0002_step2.sql") == true)
    }

    @Test("A database of a newer program is refused")
    func newer() throws {
        let error = #expect(throws: MigrationError.self) {
            try MigrationPlan(
                known: Array(known.prefix(2)), applied: known.map { record(of: $0) })
        }
        #expect(error?.code == .newerDatabase)
    }

    @Test("A file older than one that was applied is refused")
    func outOfOrder() throws {
        let error = #expect(throws: MigrationError.self) {
            try MigrationPlan(known: known, applied: [record(of: known[0]), record(of: known[2])])
        }
        #expect(error?.code == .outOfOrder)
    }
}

func migration(_ version: Int, _ sql: String? = nil) throws -> Migration {
    try Migration(
        fileName: "000\(version)_step\(version).sql",
        bytes: Array((sql ?? "create table step\(version) (id integer)").utf8))
}

func record(of migration: Migration) -> AppliedMigration {
    AppliedMigration(
        version: migration.version, name: migration.name,
        checksum: "\(migration.checksum)", appliedAt: "2026-01-01T00:00:00Z", milliseconds: 1)
}
