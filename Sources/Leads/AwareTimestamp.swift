public import Schema

/// A moment that says its offset from UTC (RFC 3339); one without would have to be guessed.
public struct AwareTimestamp: ValidatedText {
    /// The moment.
    public let timestamp: Timestamp

    /// The moment in UTC, as RFC 3339 writes it.
    public var text: String { timestamp.text }

    /// Reads date, time and offset; refuses a text without offset as Pydantic's `AwareDatetime`
    /// does, and a moment that lies outside of the years 1 to 9999 in UTC.
    public init(_ text: String) throws(Refusal) {
        let timestamp = try Timestamp(text)
        guard Self.hasOffset(text.utf8) else {
            throw Refusal("timezone_aware", "Input should have timezone info")
        }
        guard timestamp > .earliest, timestamp < .latest else {
            throw .value("the moment lies outside of the years 1 to 9999 in UTC")
        }
        self.timestamp = timestamp
    }

    /// Whether behind the time of day stands `Z` or an offset such as `+02:00`.
    private static func hasOffset(_ bytes: String.UTF8View) -> Bool {
        guard let separator = bytes.firstIndex(where: { $0 == UInt8(ascii: ":") }) else {
            return false
        }
        return bytes[separator...].contains { byte in
            [UInt8(ascii: "Z"), UInt8(ascii: "z"), UInt8(ascii: "+"), UInt8(ascii: "-")]
                .contains(byte)
        }
    }

    /// `date-time` of RFC 3339.
    public static var format: String? { "date-time" }

    /// What the format would allow: a year 0, leap seconds, and days of which no one knows without
    /// their offset whether they lie within the years 1 to 9999 in UTC.
    public static var schemaExtras: JSONObject {
        ["pattern": "^(?!0000|0001-01-01|9999-12-31|.*:60)"]
    }
}
