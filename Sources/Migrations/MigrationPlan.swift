import Digests

/// What is to be done to bring a database to the program's state; without I/O.
struct MigrationPlan: Equatable {
    /// Every migration of the program, by version.
    let statuses: [MigrationStatus]

    /// Those to come, by version.
    var pending: [Migration] { statuses.filter(\.isPending).map(\.migration) }

    /// Compares what the program has with what the database remembers.
    ///
    /// - Parameters:
    ///   - known: The program's migrations, by version.
    ///   - applied: The database's, in any order.
    /// - Throws: ``MigrationError`` with code `.newerDatabase`, `.changed` or `.outOfOrder`.
    init(known: [Migration], applied: [AppliedMigration]) throws(MigrationError) {
        let newest = applied.map(\.version).max() ?? 0
        for one in applied where !known.contains(where: { $0.version == one.version }) {
            throw MigrationError(
                .newerDatabase,
                "The database has migration \(one.version) (\(one.name)), which this program does "
                    + "not know. Run the newer program that made it.")
        }
        var statuses: [MigrationStatus] = []
        for migration in known {
            let match = applied.first { $0.version == migration.version }
            if let match {
                try Self.check(migration, match)
            } else if migration.version < newest {
                throw MigrationError(
                    .outOfOrder,
                    "\(migration.fileName) was not applied, but migration \(newest) was. Give the "
                        + "file a number above \(newest).")
            }
            statuses.append(MigrationStatus(migration: migration, applied: match))
        }
        self.statuses = statuses
    }

    private static func check(
        _ migration: Migration, _ applied: AppliedMigration
    ) throws(MigrationError) {
        guard applied.checksum != migration.checksum.description else { return }
        throw MigrationError(
            .changed,
            "\(migration.fileName) is not the file that was applied on \(applied.appliedAt): a "
                + "migration is never edited. Restore it and put the change into a new file.")
    }
}
