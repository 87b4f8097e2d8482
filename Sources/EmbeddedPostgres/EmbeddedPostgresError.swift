/// Why the private PostgreSQL could not be found, made, started or stopped, and what to do.
public struct EmbeddedPostgresError: Error, Sendable, Equatable {
    /// What kind of failure it was.
    public enum Code: String, Sendable {
        /// No PostgreSQL with pgvector was found.
        case notInstalled
        /// The data were made by another major version than those that are installed.
        case versionMismatch
        /// A path cannot be used: it is empty, holds a NUL or is not of the expected kind.
        case invalidPath
        /// The data belong to another user.
        case wrongOwner
        /// The server's user cannot pass through a folder above the data or the programs.
        case notTraversable
        /// The user that the server runs as under root is missing and could not be made.
        case userMissing
        /// The disk is full.
        case diskFull
        /// The system refused access.
        case noAccess
        /// The system refused something else.
        case system
        /// The database could not be made.
        case initializationFailed
        /// The server ended instead of starting.
        case startFailed
        /// The server was not ready in time.
        case startTimedOut
        /// The server did not end in time.
        case stopTimedOut
        /// Another process is starting or stopping the same server for too long.
        case busy
        /// The task was cancelled.
        case cancelled
    }

    /// What kind of failure it was.
    public let code: Code
    /// What happened and what to do, for people.
    public let message: String
    /// The file that the server writes its log to, where it has one already.
    public let logPath: String?

    init(_ code: Code, _ message: String, logPath: String? = nil) {
        self.code = code
        self.message = message
        self.logPath = logPath
    }

    /// A refusal of the operating system, told by `errno`.
    static func system(_ action: String, _ path: String, errno number: Int32) -> Self {
        let reason = "\(action) \(path): \(SystemMessage.text(of: number))"
        switch number {
        case Errors.noSpace, Errors.quotaExceeded:
            return Self(.diskFull, "\(reason). Free some space and start again.")
        case Errors.accessDenied, Errors.notPermitted:
            return Self(.noAccess, "\(reason). Run as the owner, or set LEADLINE_DATA_DIR.")
        default:
            return Self(.system, "\(reason).")
        }
    }

    /// The same error with the log that may tell more.
    func logged(at path: String) -> Self {
        Self(code, message, logPath: logPath ?? path)
    }
}

extension EmbeddedPostgresError: CustomStringConvertible {
    /// What happened, what to do and where the log is.
    public var description: String {
        guard let logPath else { return message }
        return "\(message) Log: \(logPath)"
    }
}
