/// Why a search could not be answered.
public struct SearchError: Error, Sendable, Equatable, CustomStringConvertible {
    /// What kind of failure it was.
    public enum Code: String, Sendable {
        /// The index in memory is still being loaded.
        case indexLoading = "index_loading"
        /// The vectors do not fit in the memory that the index may take.
        case indexTooLarge = "index_too_large"
        /// The index in memory does not go so deep.
        case tooDeep = "search_too_deep"
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
