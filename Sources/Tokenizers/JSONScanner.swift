/// A place at which bytes are not the JSON that was expected.
package struct JSONError: Error, Sendable {
    /// The offset of the byte.
    package let offset: Int

    /// What was expected there.
    package let expected: String

    /// The offset and what was expected.
    package var message: String { "byte \(offset): expected \(expected)" }
}

/// Reads JSON (RFC 8259) value by value, so that a vocabulary of 30,000 pieces needs no tree.
package struct JSONScanner {
    let bytes: [UInt8]
    var position = 0
    private var depth = 0
    private static let deepest = 64

    /// Begins at the first byte.
    package init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }

    /// The first byte of the next value, which tells its kind; nil at the end.
    package mutating func peek() -> UInt8? {
        while position < bytes.count, [0x20, 0x09, 0x0A, 0x0D].contains(bytes[position]) {
            position += 1
        }
        return position < bytes.count ? bytes[position] : nil
    }

    /// Reads an object; `member` must read or skip the value of each key.
    package mutating func object(
        _ member: (String, inout JSONScanner) throws(JSONError) -> Void
    ) throws(JSONError) {
        try list("{", "}") { (scanner) throws(JSONError) in
            let key = try scanner.string()
            try scanner.expect(":")
            try member(key, &scanner)
        }
    }

    /// Reads an array; `element` must read or skip each value.
    package mutating func array(
        _ element: (inout JSONScanner) throws(JSONError) -> Void
    ) throws(JSONError) {
        try list("[", "]", element)
    }

    private mutating func list(
        _ open: Unicode.Scalar, _ close: Unicode.Scalar,
        _ item: (inout JSONScanner) throws(JSONError) -> Void
    ) throws(JSONError) {
        try expect(open)
        depth += 1
        guard depth <= Self.deepest else { throw error("fewer levels of nesting") }
        defer { depth -= 1 }
        if peek() == UInt8(ascii: close) {
            position += 1
            return
        }
        while true {
            try item(&self)
            guard peek() == UInt8(ascii: ",") else { break }
            position += 1
        }
        try expect(close)
    }

    /// Reads an integer.
    package mutating func integer() throws(JSONError) -> Int {
        let digits = number()
        guard let value = Int(String(decoding: digits, as: UTF8.self)) else {
            throw error("an integer")
        }
        return value
    }

    /// Reads a number.
    package mutating func double() throws(JSONError) -> Double {
        guard let value = Double(String(decoding: number(), as: UTF8.self)) else {
            throw error("a number")
        }
        return value
    }

    /// Reads `true`, `false` or `null`.
    package mutating func optionalBool() throws(JSONError) -> Bool? {
        for (word, value) in [("true", true), ("false", false), ("null", nil)] as [(String, Bool?)]
        where peek() == word.utf8.first && bytes[position...].starts(with: word.utf8) {
            position += word.utf8.count
            return value
        }
        throw error("true, false or null")
    }

    /// Passes over one value of any kind.
    package mutating func skip() throws(JSONError) {
        switch peek() {
        case UInt8(ascii: "{"):
            try object { (_, scanner) throws(JSONError) in try scanner.skip() }
        case UInt8(ascii: "["):
            try array { (scanner) throws(JSONError) in try scanner.skip() }
        case UInt8(ascii: "\""): _ = try string()
        case UInt8(ascii: "t"), UInt8(ascii: "f"), UInt8(ascii: "n"): _ = try optionalBool()
        default:
            _ = try double()
        }
    }

    /// Checks that nothing follows the value that was read.
    package mutating func finish() throws(JSONError) {
        guard peek() == nil else { throw error("the end of the file") }
    }

    private mutating func number() -> ArraySlice<UInt8> {
        _ = peek()
        let start = position
        while position < bytes.count, position - start < 32,
            "+-.eE0123456789".utf8.contains(bytes[position])
        {
            position += 1
        }
        return bytes[start..<position]
    }

    mutating func expect(_ scalar: Unicode.Scalar) throws(JSONError) {
        guard peek() == UInt8(ascii: scalar) else { throw error("'\(scalar)'") }
        position += 1
    }

    func error(_ expected: String) -> JSONError {
        JSONError(offset: position, expected: expected)
    }
}
