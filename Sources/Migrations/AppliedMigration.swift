/// What the database remembers of a migration: one row of `leadline_migrations`.
public struct AppliedMigration: Sendable, Equatable {
    /// The migration's number.
    public let version: Int
    /// The migration's name.
    public let name: String
    /// The SHA-256 of the file that was applied, in hexadecimal digits.
    public let checksum: String
    /// When it was applied, in RFC 3339 form, UTC.
    public let appliedAt: String
    /// How long it took.
    public let milliseconds: Int
}
