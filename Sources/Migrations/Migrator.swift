import Digests
public import Postgres

/// Applies migrations, each in a transaction of its own, and notes them in `leadline_migrations`.
///
/// Several processes may start at once: an advisory lock lets one work while the others wait.
public struct Migrator: Sendable {
    private let client: PostgresClient
    private let migrations: [Migration]

    /// Advisory locks are numbers; this one stands for Leadline's migrations.
    private static let lock: Int64 = 7_326_000

    /// Makes a migrator over a client that is being run.
    public init(client: PostgresClient, migrations: [Migration]) {
        self.client = client
        self.migrations = migrations
    }

    /// Applies what is pending.
    ///
    /// - Returns: The migrations that were applied, in their order.
    /// - Throws: ``MigrationError``; what was applied before stays applied.
    public func migrate() async throws -> [Migration] {
        try await told("The migrations' table could not be made.") {
            try await client.execute(script: Self.table)
        }
        var applied: [Migration] = []
        for migration in migrations where try await apply(migration) { applied.append(migration) }
        return applied
    }

    /// All migrations with their state; changes nothing.
    public func status() async throws -> [MigrationStatus] {
        let known = try await told("The applied migrations could not be read.") {
            let there: Bool = try await client.query(
                "select to_regclass('leadline_migrations') is not null"
            ).value()
            guard there else { return [Int: String]() }
            return try Self.applied(
                try await client.query("select version, checksum from leadline_migrations"))
        }
        try check(known)
        return migrations.map {
            MigrationStatus(
                migration: $0, state: known[$0.version] == nil ? .pending : .applied)
        }
    }

    private static let table = """
        create table if not exists leadline_migrations (
            version integer not null constraint leadline_migrations_pkey primary key,
            name text not null, checksum text not null,
            applied_at timestamptz not null default now())
        """

    /// Applies one migration unless it is applied; tells whether it was.
    private func apply(_ migration: Migration) async throws -> Bool {
        try await told("Migration \(migration.name) failed and changed nothing.") {
            try await client.transaction { connection in
                _ = try await connection.query("select pg_advisory_xact_lock(\(Self.lock))")
                try await connection.execute(script: "set local lock_timeout = '10s'")
                let known = try Self.applied(
                    try await connection.query("select version, checksum from leadline_migrations"))
                try check(known)
                guard known[migration.version] == nil else { return false }
                try await connection.execute(script: migration.sql)
                _ = try await connection.query(
                    """
                    insert into leadline_migrations (version, name, checksum)
                    values (\(Int32(migration.version)), \(migration.name),
                        \(migration.checksum.description))
                    """)
                return true
            }
        }
    }

    private static func applied(_ rows: Rows) throws -> [Int: String] {
        var applied: [Int: String] = [:]
        for row in rows {
            let (version, checksum) = try row.decode(Int32.self, String.self)
            applied[Int(version)] = checksum
        }
        return applied
    }

    /// Compares what is applied with the files of this program.
    private func check(_ applied: [Int: String]) throws(MigrationError) {
        if let newest = applied.keys.max(), newest > migrations.count {
            throw MigrationError(
                .newerDatabase,
                "The database is at migration \(newest), this program knows \(migrations.count): "
                    + "use a newer program.")
        }
        for migration in migrations {
            guard let checksum = applied[migration.version] else { continue }
            guard checksum == migration.checksum.description else {
                throw MigrationError(
                    .changed,
                    "Migration \(migration.name) is applied, but its file is another now: "
                        + "put the shipped file back.")
            }
        }
    }

    private func told<Result>(
        _ message: String, _ body: () async throws -> Result
    ) async throws -> Result {
        do {
            return try await body()
        } catch let error as PostgresError {
            throw MigrationError(.database, message, underlying: error)
        }
    }
}
