/// A header that a declared response carries.
public struct AnswerHeader: Sendable, Equatable {
    /// The header's name.
    public var name: String
    /// What it says.
    public var description: String

    /// Declares a header.
    public init(_ name: String, _ description: String) {
        self.name = name
        self.description = description
    }

    /// `Location`.
    public static let location = AnswerHeader("Location", "Where the new resource can be had.")
    /// `RateLimit`.
    static let rateLimit = AnswerHeader(
        "RateLimit", "How many requests are left, and after how many seconds all are.")
    /// `RateLimit-Policy`.
    static let rateLimitPolicy = AnswerHeader(
        "RateLimit-Policy", "How many requests may be sent at once, and within how many seconds.")
    /// `Retry-After`.
    public static let retryAfter = AnswerHeader(
        "Retry-After", "After how many seconds to try again.")
}
