/// Why a file of leads can't be read on, with what to do about it.
///
/// The message names the file, columns and settings, never a value from the file.
public struct LeadFileError: Error, Equatable, Sendable, CustomStringConvertible {
    /// What went wrong, for programs.
    public enum Code: String, Sendable {
        /// The file can't be opened, read or written.
        case inputOutput = "input_output"
        /// The bytes are not in the encoding that was given or found.
        case encoding
        /// The file is neither CSV, TSV nor NDJSON.
        case format
        /// The header has no column that a lead could be made of, or names one twice in a mapping.
        case header
        /// A quoted field is still open at the end of the file.
        case unclosedQuote = "unclosed_quote"
        /// The checkpoint can't be used for this file.
        case checkpoint
        /// An option has a value that is not allowed.
        case option
    }

    /// What went wrong, for programs.
    public let code: Code
    /// What went wrong and what to do, for people.
    public let message: String

    /// Makes an error of a code and a message.
    ///
    /// - Parameters:
    ///   - code: what went wrong, for programs.
    ///   - message: what went wrong and what to do, without data of the file.
    public init(_ code: Code, _ message: String) {
        self.code = code
        self.message = message
    }

    /// The message.
    public var description: String { message }
}
