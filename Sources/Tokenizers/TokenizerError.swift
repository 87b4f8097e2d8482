/// A tokenizer file that cannot be used.
public struct TokenizerError: Error, Sendable, Hashable, CustomStringConvertible {
    /// What is wrong.
    public enum Code: String, Sendable {
        /// The file is not JSON.
        case invalidJSON = "invalid_json"
        /// A needed field is missing.
        case missingField = "missing_field"
        /// The file asks for something that BERT's WordPiece does not do.
        case unsupported = "unsupported"
        /// The vocabulary has gaps, doubles, empty pieces or no unknown piece.
        case invalidVocabulary = "invalid_vocabulary"
    }

    /// What is wrong, for programs.
    public let code: Code

    /// What is wrong and what to do, for people.
    public let message: String

    /// Makes an error.
    public init(_ code: Code, _ message: String) {
        self.code = code
        self.message = message
    }

    /// The code and the message.
    public var description: String { "\(code.rawValue): \(message)" }
}
