/// Reads a chunked body (RFC 9112, section 7.1): says what is to be done with the next bytes.
struct ChunkReader {
    enum Step {
        /// So many bytes frame the body.
        case skip(Int)
        /// So many bytes belong to the body.
        case take(Int)
        /// So many bytes end the request.
        case finish(Int)
        case needsMore
    }

    private enum Stage {
        case size
        case data(left: Int)
        case dataEnd
        case trailer
    }

    /// The longest line with a chunk's size: nobody uses extensions, and none may cost much.
    static let longestSizeLine = 256

    private var limit = 0
    private var stage = Stage.size
    private var searched = 0
    private var trailerBytes = 0
    private var fields = 0

    init() {}

    /// A reader of a body behind which at most so many bytes of trailers may stand.
    init(limit: Int) { self.limit = limit }

    /// What is to be done with the first of the bytes; what it needs more of must come again.
    mutating func next(_ bytes: Span<UInt8>) throws(RequestFault) -> Step {
        switch stage {
        case .size: return try readSize(bytes)
        case .data(let left):
            let count = min(left, bytes.count)
            stage = count == left ? .dataEnd : .data(left: left - count)
            return .take(count)
        case .dataEnd:
            guard bytes[0] == 0x0D else { throw .malformed }
            guard bytes.count > 1 else { return .needsMore }
            guard bytes[1] == 0x0A else { throw .malformed }
            stage = .size
            return .skip(2)
        case .trailer: return try readTrailer(bytes)
        }
    }

    private mutating func readSize(_ bytes: Span<UInt8>) throws(RequestFault) -> Step {
        guard let end = bytes.endOfLine(from: searched) else {
            searched = bytes.count
            guard bytes.count <= Self.longestSizeLine else { throw .malformed }
            return .needsMore
        }
        guard end <= Self.longestSizeLine else { throw .malformed }
        searched = 0
        let size = try ChunkLine.size(bytes, try bytes.line(0, end))
        stage = size > 0 ? .data(left: size) : .trailer
        return .skip(end)
    }

    /// Reads a line behind the last chunk: a header, which is checked and forgotten, or the end.
    private mutating func readTrailer(_ bytes: Span<UInt8>) throws(RequestFault) -> Step {
        guard let end = bytes.endOfLine(from: searched) else {
            searched = bytes.count
            guard trailerBytes + bytes.count <= limit else { throw .headersTooLarge }
            return .needsMore
        }
        searched = 0
        trailerBytes += end
        fields += 1
        let line = try bytes.line(0, end)
        if line.isEmpty { return .finish(end) }
        guard trailerBytes <= limit, fields <= FieldLine.most else { throw .headersTooLarge }
        let field = try FieldLine(bytes, line)
        // What frames a message is no trailer (RFC 9110, section 6.5.1).
        var known = KnownHeaders()
        try known.note(field, in: bytes)
        guard known.contentLength == nil, !known.isChunked else { throw .malformed }
        return .skip(end)
    }
}
