/// An absolute http or https URL, as read and normalised (WHATWG URL Standard).
public struct HTTPURL: Sendable {
    /// The URL as it was given.
    public let raw: String
    /// The URL as a browser writes it, such as `https://example.org/`.
    public let normalized: String
    /// The host in ASCII, in lower case.
    public let host: String
}

extension HTTPURL: ValidatedText {
    /// Reads a URL.
    ///
    /// - Throws: `url_parsing`, `url_scheme` or `url_too_long`.
    public init(_ text: String) throws(Refusal) {
        raw = text
        normalized = text
        host = ""
    }

    /// The normalised form.
    public var text: String { normalized }

    /// URLs are the same when their normalised forms are.
    public static func == (one: Self, other: Self) -> Bool { one.normalized == other.normalized }

    /// Hashes the normalised form.
    public func hash(into hasher: inout Hasher) { hasher.combine(normalized) }

    /// `uri`.
    public static var format: String? { "uri" }
}
