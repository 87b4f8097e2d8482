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
