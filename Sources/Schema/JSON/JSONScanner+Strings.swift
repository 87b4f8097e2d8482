extension JSONScanner {
    /// Reads a string; the index stands on its first quote.
    mutating func scanString() throws(Problem) {
        let begin = index
        var text: [UInt8] = []
        var type = TapeWord.string
        index += 1
        while true {
            guard index < count else {
                throw Problem("Unterminated string starting at", at: begin)
            }
            let byte = current
            switch byte {
            case UInt8(ascii: "\""):
                index += 1
                tape.append(utf8: text, type)
                return
            case UInt8(ascii: "\\"):
                guard let scalar = try scanEscape(begin) else {
                    type = TapeWord.brokenString
                    text.append(contentsOf: "\u{FFFD}".utf8)
                    continue
                }
                text.append(contentsOf: String(scalar).utf8)
            case 0..<0x20: throw Problem("Invalid control character at", at: index)
            default:
                text.append(byte)
                index += 1
            }
        }
    }

    /// Reads an escape; nil is half a surrogate pair.
    private mutating func scanEscape(_ begin: Int) throws(Problem) -> Unicode.Scalar? {
        let start = index
        index += 1
        guard index < count else {
            throw Problem("Unterminated string starting at", at: begin)
        }
        let letter = current
        if letter == UInt8(ascii: "u") { return try scanUnicodeEscape() }
        index += 1
        switch letter {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"):
            return Unicode.Scalar(letter)
        case UInt8(ascii: "b"): return "\u{08}"
        case UInt8(ascii: "f"): return "\u{0C}"
        case UInt8(ascii: "n"): return "\n"
        case UInt8(ascii: "r"): return "\r"
        case UInt8(ascii: "t"): return "\t"
        default: throw Problem("Invalid \\escape", at: start)
        }
    }

    private mutating func scanUnicodeEscape() throws(Problem) -> Unicode.Scalar? {
        let first = try scanHexDigits()
        guard first & 0xFC00 == 0xD800 else { return Unicode.Scalar(first) }
        let afterFirst = index
        guard index + 6 < count, current == UInt8(ascii: "\\"),
            self[index + 1] == UInt8(ascii: "u")
        else { return nil }
        index += 1
        let second = try scanHexDigits()
        guard second & 0xFC00 == 0xDC00 else {
            index = afterFirst
            return nil
        }
        return Unicode.Scalar(0x10000 + (first & 0x3FF) << 10 + second & 0x3FF)
    }

    /// Reads four digits; the index stands on the `u`.
    private mutating func scanHexDigits() throws(Problem) -> UInt32 {
        let start = index
        guard index + 5 < count else { throw Problem("Invalid \\uXXXX escape", at: start) }
        var value: UInt32 = 0
        for offset in 1...4 {
            let digit = Character(Unicode.Scalar(self[start + offset])).hexDigitValue
            guard let digit else { throw Problem("Invalid \\uXXXX escape", at: start) }
            value = value << 4 | UInt32(digit)
        }
        index += 5
        return value
    }
}
