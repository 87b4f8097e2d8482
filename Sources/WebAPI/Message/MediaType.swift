/// The media type of a response's body, as it stands in `Content-Type`.
public struct MediaType: Sendable, Equatable, Hashable {
    /// The whole value, parameters included.
    public let value: String

    /// A media type such as `text/csv; charset=utf-8`.
    public init(_ value: String) { self.value = value }

    /// JSON (RFC 8259).
    public static let json = MediaType("application/json")
    /// Problem details (RFC 9457).
    public static let problem = MediaType("application/problem+json")
    /// Plain text in UTF-8.
    public static let text = MediaType("text/plain; charset=utf-8")
    /// A page.
    public static let html = MediaType("text/html; charset=utf-8")
    /// Prometheus' text exposition format, version 0.0.4.
    public static let metrics = MediaType("text/plain; version=0.0.4; charset=utf-8")
    /// One JSON value a line.
    public static let jsonLines = MediaType("application/x-ndjson")
    /// Comma-separated values (RFC 4180).
    public static let csv = MediaType("text/csv; charset=utf-8")
    /// Any bytes.
    public static let bytes = MediaType("application/octet-stream")

    /// The type without its parameters, in lower case.
    public var essence: String { Self.essence(of: value) }

    static func essence(of value: String) -> String {
        let end = value.utf8.firstIndex(of: UInt8(ascii: ";")) ?? value.endIndex
        return String(value[..<end]).trimmed.lowercased()
    }

    /// The first parameter of a name, without its quotes, or nil (RFC 9110, section 5.6.6).
    static func parameter(_ name: String, of value: String) -> String? {
        guard value.utf8.contains(UInt8(ascii: ";")) else { return nil }
        for part in value.split(separator: ";").dropFirst() {
            let sides = part.split(
                separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard sides.count == 2, sides[0].trimmed.lowercased() == name else { continue }
            return sides[1].trimmed.filter { $0 != "\"" }
        }
        return nil
    }

    /// Whether a request's `Content-Type` says JSON: `application/json` or any `+json`.
    static func isJSON(_ value: String) -> Bool {
        if value == "application/json" { return true }
        let essence = essence(of: value)
        return essence == "application/json"
            || (essence.hasPrefix("application/") && essence.hasSuffix("+json"))
    }
}

extension StringProtocol {
    /// The text without the spaces and tabs around it (the OWS of RFC 9110).
    var trimmed: String {
        let isSpace: (UInt8) -> Bool = { $0 == 0x20 || $0 == 0x09 }
        let behind = utf8.drop(while: isSpace)
        let count = behind.reversed().drop(while: isSpace).count
        return String(decoding: behind.prefix(count), as: UTF8.self)
    }
}
