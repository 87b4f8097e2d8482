/// A migration and whether it is applied.
public struct MigrationStatus: Sendable {
    /// Where a migration stands.
    public enum State: Sendable, Equatable {
        /// It has not been applied.
        case pending
        /// It was applied.
        case applied
    }

    /// The migration.
    public let migration: Migration
    /// Where it stands.
    public let state: State
}
