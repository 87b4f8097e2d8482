extension UUID: ValidatedText {
    /// Reads hexadecimal digits, in groups of 8-4-4-4-12 or without hyphens; also as a URN or
    /// within braces.
    ///
    /// - Throws: `uuid_parsing` with what is wrong.
    public init(_ text: String) throws(Refusal) {
        var digits = text[...]
        if digits.hasPrefix("urn:uuid:") {
            digits = digits.dropFirst(9)
        } else if digits.hasPrefix("{") && digits.hasSuffix("}") && digits.utf8.count == 38 {
            digits = digits.dropFirst().dropLast()
        }
        let bytes = Array(digits.utf8)
        guard bytes.count == 36 || bytes.count == 32 else {
            throw .uuid("invalid length: expected 32 or 36 characters, found \(bytes.count)")
        }
        var (high, low): (UInt64, UInt64) = (0, 0)
        for (index, byte) in bytes.enumerated() {
            if bytes.count == 36 && [8, 13, 18, 23].contains(index) {
                guard byte == UInt8(ascii: "-") else { throw .uuid("hyphens are misplaced") }
                continue
            }
            guard let digit = Character(Unicode.Scalar(byte)).hexDigitValue else {
                throw .uuid("character \(index + 1) is not a hexadecimal digit")
            }
            high = high << 4 | low >> 60
            low = low << 4 | UInt64(digit)
        }
        self.init(high: high, low: low)
    }

    /// The identifier in lower case, in groups of 8-4-4-4-12.
    public var text: String {
        var characters: [UInt8] = []
        characters.reserveCapacity(36)
        for index in 0..<32 {
            if index == 8 || index == 12 || index == 16 || index == 20 {
                characters.append(UInt8(ascii: "-"))
            }
            let word = index < 16 ? high : low
            let digit = UInt8(truncatingIfNeeded: word >> UInt64(60 - 4 * (index % 16))) & 15
            characters.append(digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "a") + digit - 10)
        }
        return String(decoding: characters, as: UTF8.self)
    }

    /// `uuid`.
    public static var format: String? { "uuid" }

    /// `uuid_type`.
    public static var typeRefusal: Refusal {
        Refusal("uuid_type", "UUID input should be a string, bytes or UUID object")
    }
}

extension Refusal {
    static func uuid(_ error: String) -> Refusal {
        Refusal(
            "uuid_parsing", "Input should be a valid UUID, \(error)",
            ctx: ["error": .string(error)])
    }
}
