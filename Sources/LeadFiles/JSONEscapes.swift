/// Resolves the escapes within a JSON string (RFC 8259, section 7).
enum JSONEscapes {
    /// The text, or nil for an unknown escape or half of a surrogate pair.
    static func resolve(_ inner: ArraySlice<UInt8>) -> String? {
        var output: [UInt8] = []
        var index = inner.startIndex
        while index < inner.endIndex {
            let byte = inner[index]
            index += 1
            guard byte == 0x5C else {
                output.append(byte)
                continue
            }
            guard index < inner.endIndex else { return nil }
            let escape = inner[index]
            index += 1
            if escape == UInt8(ascii: "u") {
                guard let scalar = scalar(inner, &index) else { return nil }
                output.append(contentsOf: String(Character(scalar)).utf8)
            } else {
                guard let plain = simple[escape] else { return nil }
                output.append(plain)
            }
        }
        return String(decoding: output, as: UTF8.self)
    }

    private static let simple: [UInt8: UInt8] = [
        0x22: 0x22, 0x5C: 0x5C, 0x2F: 0x2F, 0x62: 0x08, 0x66: 0x0C, 0x6E: 0x0A, 0x72: 0x0D,
        0x74: 0x09,
    ]

    private static func scalar(_ bytes: ArraySlice<UInt8>, _ index: inout Int) -> Unicode.Scalar? {
        guard let high = unit(bytes, &index) else { return nil }
        guard (0xD800...0xDBFF).contains(high) else { return Unicode.Scalar(high) }
        guard index + 1 < bytes.endIndex, bytes[index] == 0x5C, bytes[index + 1] == 0x75 else {
            return nil
        }
        index += 2
        guard let low = unit(bytes, &index), (0xDC00...0xDFFF).contains(low) else { return nil }
        return Unicode.Scalar(0x10000 + (high - 0xD800) << 10 + (low - 0xDC00))
    }

    private static func unit(_ bytes: ArraySlice<UInt8>, _ index: inout Int) -> UInt32? {
        guard index + 4 <= bytes.endIndex else { return nil }
        defer { index += 4 }
        let digits = bytes[index..<index + 4]
        guard digits.allSatisfy({ Character(Unicode.Scalar($0)).isHexDigit }) else { return nil }
        return UInt32(String(decoding: digits, as: UTF8.self), radix: 16)
    }
}
