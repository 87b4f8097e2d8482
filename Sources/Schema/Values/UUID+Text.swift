extension UUID: ValidatedText {
    /// Reads hexadecimal digits, in groups of 8-4-4-4-12 or without hyphens; with hyphens also as a
    /// URN or within braces.
    ///
    /// - Throws: `uuid_parsing` with the text of Rust's `uuid`.
    public init(_ text: String) throws(Refusal) {
        let length = text.utf8.count
        guard length <= 45 else { throw .uuid("invalid length: found \(length)") }
        var (digits, wrapped, isWhole) = (text.unicodeScalars[...], 0, length == 36)
        if text.utf8.starts(with: "urn:uuid:".utf8) {
            (digits, wrapped, isWhole) = (digits.dropFirst(9), 9, length == 45)
        } else if length > 1, digits.first == "{", digits.last == "}" {
            (digits, wrapped, isWhole) = (digits.dropFirst().dropLast(), 1, length == 38)
        }
        let needsGroups = wrapped > 0 || isWhole
        let groups = try Self.groups(of: digits, from: isWhole ? 0 : wrapped)
        guard groups.count == 1 ? !needsGroups : groups.count == 5 else {
            throw .uuid("invalid group count: expected 5, found \(groups.count)")
        }
        if groups.count == 1 {
            guard length == 32 else { throw .uuid("invalid length: found \(length)") }
        } else {
            for (place, (group, expected)) in zip(groups, [8, 4, 4, 4, 12]).enumerated()
            where group.count != expected {
                throw .uuid(
                    "invalid group length in group \(place): "
                        + "expected \(expected), found \(group.count)")
            }
        }
        var (high, low): (UInt64, UInt64) = (0, 0)
        for digit in groups.joined() {
            high = high << 4 | low >> 60
            low = low << 4 | UInt64(digit)
        }
        self.init(high: high, low: low)
    }

    /// The digits between hyphens, once every character is known to be a digit or a hyphen.
    private static func groups(
        of text: Substring.UnicodeScalarView, from start: Int
    ) throws(Refusal) -> [[UInt8]] {
        var groups: [[UInt8]] = [[]]
        for (place, character) in text.enumerated() {
            if character == "-" {
                groups.append([])
            } else if character.isASCII, let digit = Character(character).hexDigitValue {
                groups[groups.count - 1].append(UInt8(digit))
            } else {
                throw .uuid("invalid character: found `\(character)` at \(start + place)")
            }
        }
        return groups
    }

    /// The identifier in lower case, in groups of 8-4-4-4-12.
    public var text: String {
        unsafe String(unsafeUninitializedCapacity: 36) { buffer in
            var place = 0
            for index in 0..<32 {
                if index == 8 || index == 12 || index == 16 || index == 20 {
                    unsafe buffer[place] = UInt8(ascii: "-")
                    place += 1
                }
                let word = index < 16 ? high : low
                let digit = UInt8(truncatingIfNeeded: word >> UInt64(60 - 4 * (index % 16))) & 15
                let first = digit < 10 ? UInt8(ascii: "0") : UInt8(ascii: "a") - 10
                unsafe buffer[place] = first + digit
                place += 1
            }
            return place
        }
    }

    /// `uuid`.
    public static var format: String? { "uuid" }

    /// `uuid_type`.
    public static var typeRefusal: Refusal {
        Refusal("uuid_type", "UUID input should be a string, bytes or UUID object")
    }
}

extension Refusal {
    fileprivate static func uuid(_ error: String) -> Refusal {
        Refusal(
            "uuid_parsing", "Input should be a valid UUID, \(error)",
            ctx: ["error": .string(error)])
    }
}
