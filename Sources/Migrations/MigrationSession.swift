import Digests
import Postgres

/// The statements of a migration, on one connection.
struct MigrationSession {
    let connection: PostgresConnection
    let limits: Migrator.Limits

    /// What is to be done, by the table of the current schema.
    func plan(_ migrations: [Migration]) async throws -> MigrationPlan {
        let exists: Bool = try await connection.query(
            """
            select to_regclass(quote_ident(current_schema()) || '.leadline_migrations') is not null
            """
        ).value()
        return try MigrationPlan(known: migrations, applied: exists ? try await applied() : [])
    }

    private func applied() async throws(PostgresError) -> [AppliedMigration] {
        let rows = try await connection.query(
            """
            select version, name, checksum, milliseconds,
                to_char(applied_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')
            from leadline_migrations order by version
            """)
        return try rows.map { row throws(PostgresError) in
            AppliedMigration(
                version: Int(try row.decode(Int32.self, at: 0)),
                name: try row.decode(at: 1), checksum: try row.decode(at: 2),
                appliedAt: try row.decode(at: 4),
                milliseconds: Int(try row.decode(Int64.self, at: 3)))
        }
    }

    /// Makes the table that remembers what was applied.
    func createTable() async throws(PostgresError) {
        try await connection.execute(
            script: """
                create table if not exists leadline_migrations (
                    applied_at timestamptz not null default now(),
                    milliseconds bigint not null,
                    version integer not null,
                    name text not null,
                    checksum text not null,
                    constraint leadline_migrations_pkey primary key (version)
                )
                """)
    }

    /// Applies a migration and remembers it.
    func apply(_ migration: Migration) async throws -> AppliedMigration {
        let start = ContinuousClock.now
        let timeouts = "lock_timeout = \(limits.lock.milliseconds); "
        do throws(PostgresError) {
            if migration.isTransactional {
                try await connection.execute(
                    script: "begin; set local \(timeouts)set local statement_timeout = 0")
                try await connection.execute(script: migration.sql)
            } else {
                try await connection.execute(script: "set \(timeouts)set statement_timeout = 0")
                try await connection.execute(script: migration.sql)
            }
            let applied = try await remember(migration, (.now - start).milliseconds)
            try await connection.execute(script: migration.isTransactional ? "commit" : Self.reset)
            return applied
        } catch {
            await undo(migration)
            throw MigrationError(
                error.code == .cancelled ? .cancelled : .failed,
                "\(migration.fileName) was not applied; the database is as before it.",
                underlying: error)
        }
    }

    private static let reset = "reset lock_timeout; reset statement_timeout"

    private func undo(_ migration: Migration) async {
        // When this fails too the connection is broken or closed, and the server undoes it itself.
        _ = try? await connection.execute(
            script: migration.isTransactional ? "rollback" : Self.reset)
    }

    private func remember(
        _ migration: Migration, _ milliseconds: Int
    ) async throws(PostgresError) -> AppliedMigration {
        let checksum = migration.checksum.description
        let appliedAt: String = try await connection.query(
            """
            insert into leadline_migrations (version, name, checksum, milliseconds)
            values (\(Int32(migration.version)), \(migration.name), \(checksum),
                \(Int64(milliseconds)))
            returning to_char(applied_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')
            """
        ).value()
        return AppliedMigration(
            version: migration.version, name: migration.name, checksum: checksum,
            appliedAt: appliedAt, milliseconds: milliseconds)
    }
}

extension Duration {
    /// Whole milliseconds.
    var milliseconds: Int { Int(self / .milliseconds(1)) }
}
