import NIOCore

/// Takes the bytes of a connection apart into requests (RFC 9112); it knows no socket.
///
/// Whoever has bytes puts them behind those that are left in the buffer and asks for the next event,
/// until there is none. What arrives in however many pieces gives the same requests.
struct RequestReader {
    enum Event {
        /// A request is there from head to end, as nearly all are that come in one piece.
        case whole(RequestHead, body: ByteBuffer)
        /// A head is complete; its body and `end` follow.
        case head(RequestHead)
        /// Bytes of the body, never none, in the buffer they were received in.
        case body(ByteBuffer)
        /// The request is complete.
        case end
        /// Nothing more can be said before more bytes come.
        case needsMore
    }

    private enum Stage {
        case head
        case body(left: Int)
        case chunks
        case failed(RequestFault)
    }

    private let maxHeaderBytes: Int
    private var stage = Stage.head
    private var head: HeadReader
    private var chunks = ChunkReader()

    /// A reader of requests whose heads, or trailers, have at most so many bytes.
    init(maxHeaderBytes: Int) {
        self.maxHeaderBytes = maxHeaderBytes
        head = HeadReader(limit: maxHeaderBytes)
    }

    /// Whether a request has begun that isn't complete; `input` is what is left of the bytes.
    func isInside(_ input: ByteBuffer) -> Bool {
        if case .head = stage { return input.readableBytes > 0 }
        return true
    }

    /// The next event in the bytes, which are taken from the buffer.
    ///
    /// - Throws: what is wrong, then and each time afterwards.
    mutating func next(in input: inout ByteBuffer) throws(RequestFault) -> Event {
        do throws(RequestFault) {
            switch stage {
            case .head: return try nextHead(in: &input)
            case .body(let left): return nextBody(left, in: &input)
            case .chunks: return try nextChunk(in: &input)
            case .failed(let fault): throw fault
            }
        } catch {
            stage = .failed(error)
            throw error
        }
    }

    private mutating func nextHead(in input: inout ByteBuffer) throws(RequestFault) -> Event {
        if head.isAtStart, Self.skipEmptyLines(in: &input) {
            head = HeadReader(limit: maxHeaderBytes)
        }
        guard input.readableBytes > 0,
            let length = try head.read(input.readableBytesUInt8Span),
            let bytes = input.readSlice(length: length)
        else { return .needsMore }
        let result = head.finish(bytes)
        head = HeadReader(limit: maxHeaderBytes)
        if result.known.isChunked, !result.isConnect {
            stage = .chunks
            chunks = ChunkReader(limit: maxHeaderBytes)
        } else {
            // CONNECT has no body (RFC 9110, section 9.3.6): what follows is of another protocol.
            let length = result.isConnect ? 0 : result.known.contentLength ?? 0
            if let body = input.readSlice(length: length) { return .whole(result, body: body) }
            stage = .body(left: length)
        }
        return .head(result)
    }

    /// Passes over empty lines before a request (RFC 9112, section 2.2).
    private static func skipEmptyLines(in input: inout ByteBuffer) -> Bool {
        let before = input.readableBytes
        while let bytes = input.getInteger(at: input.readerIndex, as: UInt16.self), bytes == 0x0D0A
        {
            input.moveReaderIndex(forwardBy: 2)
        }
        return input.readableBytes < before
    }

    private mutating func nextBody(_ left: Int, in input: inout ByteBuffer) -> Event {
        guard left > 0 else {
            stage = .head
            return .end
        }
        guard input.readableBytes > 0,
            let bytes = input.readSlice(length: min(left, input.readableBytes))
        else { return .needsMore }
        stage = .body(left: left - bytes.readableBytes)
        return .body(bytes)
    }

    private mutating func nextChunk(in input: inout ByteBuffer) throws(RequestFault) -> Event {
        guard input.readableBytes > 0 else { return .needsMore }
        switch try chunks.next(input.readableBytesUInt8Span) {
        case .skip(let count):
            input.moveReaderIndex(forwardBy: count)
            return try nextChunk(in: &input)
        case .take(let count):
            guard let bytes = input.readSlice(length: count) else { return .needsMore }
            return .body(bytes)
        case .finish(let count):
            input.moveReaderIndex(forwardBy: count)
            stage = .head
            return .end
        case .needsMore: return .needsMore
        }
    }
}
