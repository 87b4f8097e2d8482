import NIOCore

extension ResponseEncoder {
    /// The body's bytes and whether they are compressed.
    static func body(of response: Response, for request: Request) -> ([UInt8], isGzipped: Bool) {
        switch response.content {
        case .none, .stream: return ([], false)
        case .asset(let asset):
            guard let gzipped = asset.gzipped, request.takesGzip else {
                return (asset.bytes, false)
            }
            return (gzipped, true)
        case .bytes(let bytes):
            guard bytes.count >= Gzip.smallest, request.takesGzip,
                let gzipped = Gzip.compressed(bytes)
            else { return (bytes, false) }
            return (gzipped, true)
        }
    }

    /// Writes a header; control characters become spaces, so that no value can begin a new line.
    static func write(_ header: HeaderField, into buffer: inout ByteBuffer) {
        writeClean(header.name, into: &buffer)
        buffer.writeStaticString(": ")
        writeClean(header.value, into: &buffer)
        buffer.writeStaticString("\r\n")
    }

    private static func writeClean(_ text: String, into buffer: inout ByteBuffer) {
        let isClean = text.utf8.allSatisfy { $0 >= 0x20 && $0 != 0x7F }
        guard !isClean else {
            buffer.writeString(text)
            return
        }
        buffer.writeBytes(text.utf8.map { $0 >= 0x20 && $0 != 0x7F ? $0 : 0x20 })
    }

    /// Writes a number without making a string of it.
    static func writeDecimal(_ number: Int, into buffer: inout ByteBuffer) {
        var divisor = 1
        while number / divisor >= 10 { divisor *= 10 }
        while divisor > 0 {
            buffer.writeInteger(UInt8(ascii: "0") + UInt8(number / divisor % 10))
            divisor /= 10
        }
    }
}
