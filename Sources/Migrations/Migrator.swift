public import Postgres

/// Brings a database to the program's state.
///
/// Several processes may try at once: one works, the others wait for it. What was applied stands in
/// the table `leadline_migrations` of the current schema.
public struct Migrator: Sendable {
    private let client: PostgresClient
    private let migrations: [Migration]
    private let limits: Limits

    struct Limits {
        let lock: Duration
        let wait: Duration
    }

    /// - Parameters:
    ///   - client: The database.
    ///   - migrations: The program's migrations, by version.
    ///   - lockTimeout: How long a statement may wait for a table that somebody else uses.
    ///   - waitTimeout: How long to wait for another process that migrates.
    public init(
        client: PostgresClient, migrations: [Migration], lockTimeout: Duration = .seconds(10),
        waitTimeout: Duration = .seconds(600)
    ) {
        self.client = client
        self.migrations = migrations
        limits = Limits(lock: lockTimeout, wait: waitTimeout)
    }

    /// Applies what is to come, in order, and gives what it applied.
    ///
    /// When one fails, those before it stay and nothing of it does (unless it says
    /// `-- no transaction`).
    /// - Parameters:
    ///   - dryRun: Whether only to tell what would be applied.
    ///   - onApplied: Called after each.
    /// - Returns: those that were, or would be, applied.
    /// - Throws: ``MigrationError``.
    @discardableResult
    public func migrate(
        dryRun: Bool = false, onApplied: (AppliedMigration) -> Void = { _ in }
    ) async throws(MigrationError) -> [Migration] {
        do {
            return try await client.withConnection { connection in
                let session = MigrationSession(connection: connection, limits: limits)
                let pending = try await session.plan(migrations).pending
                guard !dryRun, !pending.isEmpty else { return pending }
                return try await session.holdingLock {
                    // Another process may have applied some meanwhile.
                    try await session.createTable()
                    let pending = try await session.plan(migrations).pending
                    for migration in pending {
                        onApplied(try await session.apply(migration))
                    }
                    return pending
                }
            }
        } catch {
            throw .from(error)
        }
    }

    /// Every migration of the program and whether the database has it.
    ///
    /// - Throws: ``MigrationError``.
    public func status() async throws(MigrationError) -> [MigrationStatus] {
        do {
            return try await client.withConnection { connection in
                try await MigrationSession(connection: connection, limits: limits)
                    .plan(migrations).statuses
            }
        } catch {
            throw .from(error)
        }
    }
}
