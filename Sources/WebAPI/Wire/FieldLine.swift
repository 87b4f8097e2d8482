/// Where name and value of a header stand (RFC 9112, section 5).
struct FieldLine {
    /// The most headers of a request, those behind a chunked body among them.
    static let most = 256

    let name: Range<Int>
    let value: Range<Int>

    /// Finds them in a line, its end excluded.
    ///
    /// - Throws: `malformed` for a name that is no token, white space before the colon, a line that
    ///   continues another, and control characters.
    init(_ bytes: Span<UInt8>, _ line: Range<Int>) throws(RequestFault) {
        var colon = line.lowerBound
        while colon < line.upperBound, bytes[colon].isTokenCharacter { colon += 1 }
        guard colon > line.lowerBound, colon < line.upperBound,
            bytes[colon] == UInt8(ascii: ":")
        else { throw .malformed }
        var start = colon + 1
        var end = line.upperBound
        while start < end, bytes[start].isBlank { start += 1 }
        while end > start, bytes[end - 1].isBlank { end -= 1 }
        guard bytes.isText(start..<end) else { throw .malformed }
        name = line.lowerBound..<colon
        value = start..<end
    }
}

extension UInt8 {
    /// Whether the byte may stand in a token (RFC 9110, section 5.6.2).
    var isTokenCharacter: Bool {
        // A bit for each of the 128 characters of ASCII.
        let low: UInt64 = 0x03FF_6CFA_0000_0000
        let high: UInt64 = 0x57FF_FFFF_C7FF_FFFE
        guard self < 128 else { return false }
        return (self < 64 ? low >> UInt64(self) : high >> UInt64(self - 64)) & 1 == 1
    }

    /// Whether the byte is a space or a tab.
    var isBlank: Bool { self == 0x20 || self == 0x09 }
}
