/// Why an evaluation cannot be made.
public struct EvaluationError: Error, Sendable, Hashable, CustomStringConvertible {
    /// What is wrong.
    public enum Code: String, Sendable {
        /// The text is not CSV, or a record has another number of fields than the header.
        case invalidCSV = "invalid_csv"
        /// The text is not JSON of one of the shapes that are read.
        case invalidJSON = "invalid_json"
        /// A file is not there, cannot be read, or has a name that tells no format.
        case unreadable = "unreadable"
        /// The header lacks a column.
        case missingColumn = "missing_column"
        /// There are too few labelled texts with an embedding.
        case tooFewTexts = "too_few_texts"
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
