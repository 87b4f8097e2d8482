import NIOCore

/// Reads the head of a request line by line, each as soon as it is complete.
struct HeadReader {
    private let limit: Int
    private var head = RequestHead()
    /// Where the line begins that isn't read yet.
    private var lineStart = 0
    /// Up to where no end of a line was found.
    private var searched = 0
    private var fields = 0

    init(limit: Int) { self.limit = limit }

    /// Whether the request line is not read yet.
    var isAtStart: Bool { lineStart == 0 }

    /// Reads on in the bytes from the head's first one on; gives the head's length when all is there.
    ///
    /// Of a head that isn't complete all the bytes must come again, with those that follow.
    mutating func read(_ bytes: Span<UInt8>) throws(RequestFault) -> Int? {
        while let end = bytes.endOfLine(from: searched) {
            guard end <= limit else { throw .headersTooLarge }
            let line = try bytes.line(lineStart, end)
            let isFirst = lineStart == 0
            lineStart = end
            searched = end
            if isFirst {
                try head.readRequestLine(bytes, line)
                head.fieldsStart = end
            } else if line.isEmpty {
                try head.checkFraming()
                return end
            } else {
                fields += 1
                guard fields <= FieldLine.most else { throw .headersTooLarge }
                let field = try FieldLine(bytes, line)
                try head.known.note(field, in: bytes)
            }
        }
        searched = bytes.count
        guard bytes.count <= limit else { throw .headersTooLarge }
        if lineStart == 0 { try RequestHead.checkBeginning(bytes) }
        return nil
    }

    /// The head that was read, with its bytes.
    consuming func finish(_ bytes: ByteBuffer) -> RequestHead {
        head.bytes = bytes
        return head
    }
}
