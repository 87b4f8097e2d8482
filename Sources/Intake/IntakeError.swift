/// Why a lead was not taken in, or why the service cannot take any.
public struct IntakeError: Error, Sendable, Equatable, CustomStringConvertible {
    /// What kind of failure it was.
    public enum Code: String, Sendable {
        /// The service is still loading.
        case notReady
        /// The model is not the one that made the vectors in the database.
        case wrongModel
        /// Another process does this already.
        case busy
    }

    /// What kind of failure it was.
    public let code: Code
    /// What happened and what to do.
    public let message: String

    /// Makes an error.
    public init(_ code: Code, _ message: String) {
        self.code = code
        self.message = message
    }

    /// The message.
    public var description: String { message }
}
