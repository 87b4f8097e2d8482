public import Postgres

/// Why the schema was not brought up to date.
public struct MigrationError: Error, Sendable, CustomStringConvertible {
    /// What kind of failure it was.
    public enum Code: String, Sendable {
        /// A file's name or content is no migration.
        case invalidFile
        /// An applied migration's file has changed since.
        case changed
        /// The database has migrations that this program doesn't know.
        case newerDatabase
        /// The database refused or could not be reached.
        case database
    }

    /// What kind of failure it was.
    public let code: Code
    /// What happened and what to do.
    public let message: String
    /// What the database said.
    public let underlying: PostgresError?

    /// Makes an error.
    init(_ code: Code, _ message: String, underlying: PostgresError? = nil) {
        self.code = code
        self.message = message
        self.underlying = underlying
    }

    /// The message, and what the database said.
    public var description: String {
        message + (underlying.map { " \($0)" } ?? "")
    }
}
