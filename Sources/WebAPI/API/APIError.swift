/// Why an API could not be put together: a mistake in the declarations or the settings.
public struct APIError: Error, Sendable, Equatable, CustomStringConvertible {
    /// What kind of mistake it is.
    public enum Code: String, Sendable {
        /// Two operations have the same method and path.
        case duplicateOperation = "duplicate_operation"
        /// Two operations have the same id.
        case duplicateID = "duplicate_operation_id"
        /// A path and its declared parameters do not name the same.
        case pathParameters = "path_parameters"
        /// An operation that may not have one has a body.
        case unexpectedBody = "unexpected_body"
        /// A network is not in CIDR notation.
        case invalidNetwork = "invalid_network"
    }

    /// What kind of mistake it is.
    public let code: Code
    /// What is wrong and what to do.
    public let message: String

    init(_ code: Code, _ message: String) {
        self.code = code
        self.message = message
    }

    /// The code and the message.
    public var description: String { "\(code.rawValue): \(message)" }
}
