import NIOCore

extension RequestHead {
    /// A head made of plain values, for transports that are not sockets.
    ///
    /// - Throws: `malformed` for a header that HTTP could not carry.
    init(
        _ method: RequestMethod, _ target: String, _ headers: [(String, String)]
    ) throws(RequestFault) {
        self.method = method
        var bytes = ByteBuffer()
        bytes.writeString("\(method.rawValue) ")
        self.target = bytes.readableBytes..<bytes.readableBytes + target.utf8.count
        bytes.writeString("\(target) HTTP/1.1\r\n")
        fieldsStart = bytes.readableBytes
        var known = KnownHeaders()
        for (name, value) in headers {
            let start = bytes.readableBytes
            bytes.writeString("\(name): \(value)")
            let line = start..<bytes.readableBytes
            bytes.writeString("\r\n")
            let field = try FieldLine(bytes.readableBytesUInt8Span, line)
            try known.note(field, in: bytes.readableBytesUInt8Span)
        }
        bytes.writeString("\r\n")
        self.known = known
        self.bytes = bytes
    }
}
