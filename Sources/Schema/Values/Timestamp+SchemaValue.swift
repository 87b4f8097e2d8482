extension Timestamp: ValidatedText {
    /// Reads a date and time.
    public init(_ text: String) throws(Refusal) { throw .value("not yet") }
    /// RFC 3339 in UTC.
    public var text: String { "" }
    /// `date-time`.
    public static var format: String? { "date-time" }
}
