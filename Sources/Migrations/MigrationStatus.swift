/// A migration and whether the database has it.
public struct MigrationStatus: Sendable, Equatable {
    /// The migration.
    public let migration: Migration
    /// What the database remembers of it; nil while it is to come.
    public let applied: AppliedMigration?

    /// Whether it is to come.
    public var isPending: Bool { applied == nil }
}
