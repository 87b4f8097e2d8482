/// Writes integers as hexadecimal digits, for texts that go into a URL as they are.
struct CursorWriter {
    private(set) var text = ""

    mutating func write<Number: FixedWidthInteger & UnsignedInteger>(_ number: Number) {
        let digits = String(number, radix: 16)
        text += String(repeating: "0", count: Number.bitWidth / 4 - digits.count) + digits
    }
}

/// Reads what ``CursorWriter`` wrote, from a text that can be anything.
struct CursorReader {
    private var rest: Substring.UTF8View

    init(_ text: String) {
        rest = Substring(text).utf8
    }

    var isAtEnd: Bool { rest.isEmpty }

    /// The next number; nil when the text is no such number or too short.
    mutating func read<Number: FixedWidthInteger & UnsignedInteger>(
        _: Number.Type
    ) -> Number? {
        let digits = rest.prefix(Number.bitWidth / 4)
        guard digits.count == Number.bitWidth / 4, digits.first != UInt8(ascii: "+") else {
            return nil
        }
        rest = rest.dropFirst(digits.count)
        return Number(Substring(digits), radix: 16)
    }
}
