/// What both parts of an address need: safe characters, points in their places, words for people.
enum EmailText {
    /// Refuses characters that are no letters, numbers, marks, punctuation or symbols.
    static func checkSafe(_ text: String, allowsSpace: Bool = false) throws(Refusal) {
        var bad: Set<Unicode.Scalar> = []
        for (place, scalar) in text.unicodeScalars.enumerated()
        where !isSafe(scalar, isFirst: place == 0, allowsSpace: allowsSpace) { bad.insert(scalar) }
        guard !bad.isEmpty else { return }
        let names = bad.sorted().map(displayed).joined(separator: ", ")
        throw .email("The email address contains unsafe characters: \(names).")
    }

    private static func isSafe(
        _ scalar: Unicode.Scalar, isFirst: Bool, allowsSpace: Bool
    ) -> Bool {
        switch scalar.properties.generalCategory {
        case .nonspacingMark, .spacingMark, .enclosingMark: !isFirst
        case .spaceSeparator: allowsSpace
        case .lineSeparator, .paragraphSeparator, .control, .format, .surrogate, .privateUse,
            .unassigned:
            false
        default: true
        }
    }

    /// Refuses points at the ends, two in a row, and hyphens at the ends of a host's labels.
    static func checkPoints(
        _ text: String, start: String, end: String, isHost: Bool
    ) throws(Refusal) {
        func told(_ sentence: String, _ what: String) -> Refusal {
            let parts = sentence.split(separator: "{}", maxSplits: 1)
            return .email(parts.joined(separator: what))
        }
        // Bytes, not characters: a mark behind a point would make another character of it.
        let (point, hyphen) = (UInt8(ascii: "."), UInt8(ascii: "-"))
        let pairs = zip(text.utf8, text.utf8.dropFirst())
        if text.utf8.last == point { throw told(end, "period") }
        if text.utf8.first == point { throw told(start, "period") }
        if pairs.contains(where: { $0 == point && $1 == point }) {
            throw .email("An email address cannot have two periods in a row.")
        }
        guard isHost else { return }
        if text.utf8.last == hyphen { throw told(end, "hyphen") }
        if text.utf8.first == hyphen { throw told(start, "hyphen") }
        if pairs.contains(where: { $0 != $1 && Set([$0, $1]) == [point, hyphen] }) {
            throw .email("An email address cannot have a period and a hyphen next to each other.")
        }
    }

    /// Whether a character can stand in a domain before mapping (UTS 46).
    static func isMappable(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x80...0x9F: return false
        case 0x2024...0x2026, 0x2028...0x202E: break
        case 0x2010...0x2060, 0xAD, 0x2064, 0xFF0E, 0x200B...0x200D, 0x1BCA0...0x1BCA3: return true
        default: break
        }
        switch scalar.properties.generalCategory {
        case .format, .unassigned, .privateUse, .surrogate, .spaceSeparator, .lineSeparator,
            .paragraphSeparator:
            return false
        default:
            // Characters that decompose into a full stop, among others.
            return !isDotted(scalar.value)
        }
    }

    private static func isDotted(_ value: UInt32) -> Bool {
        switch value {
        case 0x2024...0x2026, 0x2488...0x249B, 0xFE19, 0xFE30, 0xFE52, 0xFF0E, 0x1F100: true
        default: false
        }
    }

    /// The characters in words, each once, in order.
    static func displayed(_ scalars: some Sequence<Unicode.Scalar>) -> String {
        Set(scalars.map(displayed)).sorted().joined(separator: ", ")
    }

    /// A visible character in quotes, any other by its name or number.
    static func displayed(_ scalar: Unicode.Scalar) -> String {
        if scalar == "\\" { return "\"\\\"" }
        if isSafe(scalar, isFirst: true, allowsSpace: false) {
            return scalar == "'" ? "\"'\"" : "'\(scalar)'"
        }
        if let name = scalar.properties.name { return name }
        let digits = String(scalar.value, radix: 16, uppercase: true)
        let width = scalar.value < 0xFFFF ? 4 : 8
        return "U+" + String(repeating: "0", count: max(0, width - digits.count)) + digits
    }

    /// `(3 characters too many)`.
    static func excess(_ count: Int) -> String { "(\(counted(count, "character")) too many)" }

    static func counted(_ count: Int, _ noun: String) -> String {
        count == 1 ? "1 \(noun)" : "\(count) \(noun)s"
    }
}

extension Refusal {
    /// An address is refused, with email-validator's reason in Pydantic's words.
    static func email(_ reason: String) -> Refusal {
        Refusal(
            "value_error", "value is not a valid email address: \(reason)",
            ctx: ["reason": .string(reason)])
    }
}
