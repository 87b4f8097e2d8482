/// Reads JSON slowly: for the exact place and text of what is wrong, and for exact big numbers.
///
/// It accepts and refuses what Python's `json` does, in the same words; `NaN` and the infinities
/// become numbers, which the values then refuse.
@safe struct JSONScanner {
    /// What is wrong, and at which byte.
    struct Problem: Error {
        let message: String
        let offset: Int

        init(_ message: String, at offset: Int) {
            self.message = message
            self.offset = offset
        }
    }

    private let bytes: UnsafeBufferPointer<UInt8>
    let count: Int
    var index = 0
    var tape = TapeBuilder()
    private var depth = 0

    init(_ bytes: UnsafeBufferPointer<UInt8>) {
        unsafe self.bytes = bytes
        count = bytes.count
    }

    /// The byte at a place, which must be within the text.
    subscript(place: Int) -> UInt8 { unsafe bytes[place] }

    /// The text between two places.
    subscript(places: Range<Int>) -> UnsafeBufferPointer<UInt8> {
        unsafe UnsafeBufferPointer(rebasing: bytes[places])
    }

    /// The byte at the index, or 0 at the end: a NUL stands nowhere in well-formed JSON.
    var current: UInt8 { index < count ? self[index] : 0 }

    /// Reads the whole text as one value.
    mutating func scanDocument() throws(Problem) {
        skipSpace()
        try scanValue()
        skipSpace()
        if index < count { throw Problem("Extra data", at: index) }
    }

    mutating func skipSpace() {
        while index < count {
            switch current {
            case 0x20, 0x09, 0x0A, 0x0D: index += 1
            default: return
            }
        }
    }

    private mutating func scanValue() throws(Problem) {
        switch current {
        case UInt8(ascii: "{"): try nested { scanner throws(Problem) in try scanner.scanObject() }
        case UInt8(ascii: "["): try nested { scanner throws(Problem) in try scanner.scanArray() }
        case UInt8(ascii: "\""): try scanString()
        default:
            if !scanWord() { try scanNumber() }
        }
    }

    private mutating func nested(
        _ scan: (inout JSONScanner) throws(Problem) -> Void
    ) throws(Problem) {
        guard depth < JSONDocument.maximumDepth else {
            throw Problem("Nesting deeper than \(JSONDocument.maximumDepth) levels", at: index)
        }
        depth += 1
        try scan(&self)
        depth -= 1
    }

    private mutating func scanArray() throws(Problem) {
        let start = tape.begin()
        var count = 0
        index += 1
        skipSpace()
        if current != UInt8(ascii: "]") {
            while true {
                try scanValue()
                count += 1
                skipSpace()
                if current == UInt8(ascii: "]") { break }
                try expect(UInt8(ascii: ","), "Expecting ',' delimiter")
                skipSpace()
            }
        }
        index += 1
        tape.end(start, TapeWord.array, count: count)
    }

    private mutating func scanObject() throws(Problem) {
        let start = tape.begin()
        var count = 0
        index += 1
        skipSpace()
        if current != UInt8(ascii: "}") {
            while true {
                guard current == UInt8(ascii: "\"") else {
                    throw Problem("Expecting property name enclosed in double quotes", at: index)
                }
                try scanString()
                skipSpace()
                try expect(UInt8(ascii: ":"), "Expecting ':' delimiter")
                skipSpace()
                try scanValue()
                count += 1
                skipSpace()
                if current == UInt8(ascii: "}") { break }
                try expect(UInt8(ascii: ","), "Expecting ',' delimiter")
                skipSpace()
            }
        }
        index += 1
        tape.end(start, TapeWord.object, count: count)
    }

    private mutating func expect(_ byte: UInt8, _ message: String) throws(Problem) {
        guard index < count, current == byte else { throw Problem(message, at: index) }
        index += 1
    }
}
