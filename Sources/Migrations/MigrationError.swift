public import Postgres

/// Why the database could not be brought to the program's state, and what to do.
public struct MigrationError: Error, Sendable {
    /// What kind of failure it was.
    public enum Code: String, Sendable {
        /// A file has a wrong name or holds something else than SQL in UTF-8.
        case invalidFile
        /// Two files have the same version.
        case duplicateVersion
        /// A folder cannot be read or holds no migration.
        case unreadable
        /// A file that was applied has been changed since.
        case changed
        /// The database was migrated by a newer program.
        case newerDatabase
        /// A file is older than one that was applied already.
        case outOfOrder
        /// Another process is migrating for too long.
        case busy
        /// A statement of a migration failed.
        case failed
        /// The database could not be reached or asked.
        case database
        /// The task was cancelled.
        case cancelled
    }

    /// What kind of failure it was.
    public let code: Code
    /// What happened and what to do, for people.
    public let message: String
    /// What PostgreSQL said.
    public let underlying: PostgresError?

    init(_ code: Code, _ message: String, underlying: PostgresError? = nil) {
        self.code = code
        self.message = message
        self.underlying = underlying
    }

    /// Any error of the code that this room calls.
    static func from(_ error: any Error) -> MigrationError {
        switch error {
        case let error as MigrationError: error
        case let error as PostgresError where error.code == .cancelled:
            MigrationError(.cancelled, "The migration was cancelled.", underlying: error)
        case let error as PostgresError:
            MigrationError(
                .database,
                "The database cannot be migrated. Is it reachable, and may its user create tables?",
                underlying: error)
        default: MigrationError(.cancelled, "The migration was cancelled.")
        }
    }
}

extension MigrationError: CustomStringConvertible, CustomDebugStringConvertible {
    /// What happened and what to do, without data of a customer.
    public var description: String {
        guard let underlying else { return message }
        return "\(message) \(underlying)"
    }

    /// All that is known, the server's words included.
    public var debugDescription: String {
        guard let underlying else { return "\(code.rawValue): \(message)" }
        return "\(code.rawValue): \(message)\n\(String(reflecting: underlying))"
    }
}
