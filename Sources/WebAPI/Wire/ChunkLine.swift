/// The line before a chunk: its size, and extensions that nobody asks for (RFC 9112, section 7.1.1).
enum ChunkLine {
    /// The number of bytes in the chunk.
    static func size(_ bytes: Span<UInt8>, _ line: Range<Int>) throws(RequestFault) -> Int {
        var size = 0
        var index = line.lowerBound
        while index < line.upperBound, let digit = bytes[index].hexValue {
            guard size <= Int.max >> 4 else { throw .malformed }
            size = size << 4 | Int(digit)
            index += 1
        }
        guard index > line.lowerBound else { throw .malformed }
        try checkExtensions(bytes, index..<line.upperBound)
        return size
    }

    /// Checks any number of `;name`, `;name=token` and `;name="text"`.
    private static func checkExtensions(
        _ bytes: Span<UInt8>, _ range: Range<Int>
    ) throws(RequestFault) {
        var index = range.lowerBound
        while index < range.upperBound {
            guard bytes[index] == UInt8(ascii: ";") else { throw .malformed }
            index = try endOfToken(bytes, (index + 1)..<range.upperBound)
            guard index < range.upperBound, bytes[index] == UInt8(ascii: "=") else { continue }
            index += 1
            let isQuoted = index < range.upperBound && bytes[index] == UInt8(ascii: "\"")
            index =
                isQuoted
                ? try endOfQuoted(bytes, (index + 1)..<range.upperBound)
                : try endOfToken(bytes, index..<range.upperBound)
        }
    }

    private static func endOfToken(
        _ bytes: Span<UInt8>, _ range: Range<Int>
    ) throws(RequestFault) -> Int {
        var index = range.lowerBound
        while index < range.upperBound, bytes[index].isTokenCharacter { index += 1 }
        guard index > range.lowerBound else { throw .malformed }
        return index
    }

    private static func endOfQuoted(
        _ bytes: Span<UInt8>, _ range: Range<Int>
    ) throws(RequestFault) -> Int {
        var index = range.lowerBound
        while index < range.upperBound, bytes[index] != UInt8(ascii: "\"") {
            index += bytes[index] == UInt8(ascii: "\\") ? 2 : 1
        }
        guard index < range.upperBound, bytes.isText(range.lowerBound..<index) else {
            throw .malformed
        }
        return index + 1
    }
}
