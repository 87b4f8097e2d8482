/// An absolute http or https URL, as read and normalised (WHATWG URL Standard).
public struct HTTPURL: Sendable {
    /// The URL as it was given.
    public let raw: String
    /// The URL as a browser writes it, such as `https://example.org/`.
    public let normalized: String

    /// The longest URL, in bytes, where no rule says otherwise; Pydantic's `HttpUrl` has it too.
    public static let longest = 2083

    init(raw: String, normalized: String) {
        self.raw = raw
        self.normalized = normalized
    }

    /// The host in ASCII and in lower case; of an IPv6 address with its brackets.
    public var host: String {
        guard let scheme = normalized.utf8.firstIndex(of: UInt8(ascii: ":")) else { return "" }
        let authority = normalized[scheme...].dropFirst(3).prefix { $0 != "/" }
        let place = authority.split(separator: "@").last ?? authority
        guard !place.hasPrefix("["), let colon = place.lastIndex(of: ":") else {
            return String(place.prefix { $0 != "]" }) + (place.hasPrefix("[") ? "]" : "")
        }
        return String(place[..<colon])
    }
}

extension HTTPURL: ValidatedText {
    /// Reads a URL.
    ///
    /// - Throws: `url_parsing` or `url_scheme`.
    public init(_ text: String) throws(Refusal) {
        if let plain = HTTPURL(plain: text) {
            self = plain
        } else {
            self.init(raw: text, normalized: try URLParser.normalized(text))
        }
    }

    /// Reads a URL within its length, which is that of the text as given, in bytes.
    public static func read(
        _ node: JSONNode, _ reading: inout Reading, _ rules: Constraints
    ) -> HTTPURL? {
        do throws(Refusal) {
            guard let text = reading.string(of: node) else {
                if case .brokenString = reading.kind(of: node) { throw .stringUnicode }
                throw typeRefusal
            }
            let most = rules.limits.maximumLength ?? longest
            guard text.utf8.count <= most else { throw .urlTooLong(most) }
            return try HTTPURL(text)
        } catch {
            reading.refuse(node, error)
            return nil
        }
    }

    /// The normalised form.
    public var text: String { normalized }

    /// URLs are the same when their normalised forms are.
    public static func == (one: Self, other: Self) -> Bool { one.normalized == other.normalized }

    /// Hashes the normalised form.
    public func hash(into hasher: inout Hasher) { hasher.combine(normalized) }

    /// `uri`.
    public static var format: String? { "uri" }

    /// `url_type`.
    public static var typeRefusal: Refusal {
        Refusal("url_type", "URL input should be a string or URL")
    }

    private static let pattern: String = {
        let octet = "(25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])"
        let name = "([A-Za-z0-9_-]+\\.)*[A-Za-z_-][A-Za-z0-9_-]*"
        let port =
            "([0-9]{1,4}|[1-5][0-9]{4}|6[0-4][0-9]{3}|65[0-4][0-9]{2}|655[0-2][0-9]|6553[0-5])"
        let rest = "([A-Za-z0-9._~!$&'()*+,;=:@/?-]|%[0-9A-Fa-f]{2})"
        return "^[hH][tT][tT][pP][sS]?://(?![^/?#]*[xX][nN]--)"
            + "((\(octet)\\.){3}\(octet)|\(name))(:\(port))?([/?]\(rest)*)?(#\(rest)*)?$"
    }()

    /// A URL with its greatest length, and a pattern of hosts in ASCII; every match is taken.
    ///
    /// International hosts, IPv6 addresses and what browsers forgive are taken beyond it.
    public static func schema(
        _ rules: Constraints, _ definitions: inout SchemaDefinitions
    ) -> JSONObject {
        [
            "type": "string", "format": "uri", "minLength": 1,
            "maxLength": .integer(Int64(rules.limits.maximumLength ?? longest)),
            "pattern": .string(pattern),
        ]
    }
}

extension Refusal {
    static func urlParsing(_ error: String) -> Refusal {
        Refusal(
            "url_parsing", "Input should be a valid URL, \(error)", ctx: ["error": .string(error)])
    }

    static let urlScheme = Refusal(
        "url_scheme", "URL scheme should be 'http' or 'https'",
        ctx: ["expected_schemes": "'http' or 'https'"])

    static func urlTooLong(_ most: Int) -> Refusal {
        Refusal(
            "url_too_long",
            "URL should have at most \(most) character\(most == 1 ? "" : "s")",
            ctx: ["max_length": .integer(Int64(most))])
    }
}
