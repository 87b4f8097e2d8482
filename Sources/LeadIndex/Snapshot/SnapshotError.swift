/// Why a snapshot was not written or is not used.
public struct SnapshotError: Error, Sendable, Equatable, CustomStringConvertible {
    /// The kinds of failure, stable over releases.
    public enum Code: String, Sendable {
        /// The bytes are not those that were written.
        case damaged
        /// It is of another database, generation or format.
        case foreign
        /// Changes since it was made may be unknown by now.
        case outdated
        /// The index gave up its rows while it was written.
        case incomplete
        /// The file can't be read or written.
        case file
    }

    /// The kind of failure.
    public let code: Code
    /// What happened.
    public let message: String

    /// The code and the message.
    public var description: String { "\(code.rawValue): \(message)" }

    /// Makes an error.
    public init(_ code: Code, _ message: String) {
        self.code = code
        self.message = message
    }
}
