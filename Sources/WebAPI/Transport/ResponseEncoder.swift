import NIOCore

/// Writes a response's bytes: status line, headers and body, in one buffer.
struct ResponseEncoder {
    let dateLine: [UInt8]
    let exchange: Connection.Exchange

    private static let security: StaticString = """
        \r\nx-content-type-options: nosniff\r\n\
        content-security-policy: default-src 'none'; frame-ancestors 'none'\r\n\
        cache-control: no-store\r\n
        """
    private static let nosniff: StaticString = "\r\nx-content-type-options: nosniff\r\n"
    private static let policy: StaticString =
        "content-security-policy: default-src 'none'; frame-ancestors 'none'\r\n"
    private static let noStore: StaticString = "cache-control: no-store\r\n"
    private static let typeOfJSON: StaticString =
        "content-type: application/json\r\nvary: accept, accept-encoding\r\n"

    /// Writes a whole response, compressed when the client takes gzip and it pays.
    func encode(_ response: Response, for request: Request, into buffer: inout ByteBuffer) {
        let (bytes, isGzipped) = Self.body(of: response, for: request)
        let room = Self.room(for: response, request) + bytes.count
        unsafe buffer.writeWithUnsafeMutableBytes(minimumWritableBytes: room) { memory in
            var writer = unsafe HeadWriter(memory)
            write(response, bytes, isGzipped, for: request, to: &writer)
            return writer.count
        }
    }

    private func write(
        _ response: Response, _ bytes: [UInt8], _ isGzipped: Bool, for request: Request,
        to writer: inout HeadWriter
    ) {
        writeHead(response, request, to: &writer)
        if !response.status.hasNoBody {
            if !bytes.isEmpty { writeType(of: response, isGzipped, to: &writer) }
            // Of a stream's length, which HEAD would tell, nothing is known.
            if !response.content.isStream {
                writer.write("content-length: ")
                writer.write(decimal: bytes.count)
                writer.write("\r\n")
            }
        }
        writer.write("\r\n")
        if !exchange.isHead, !response.status.hasNoBody { writer.write(bytes) }
    }

    /// Writes the head of a response whose length isn't known.
    func encodeHead(
        ofStream response: Response, for request: Request, into buffer: inout ByteBuffer
    ) {
        let room = Self.room(for: response, request)
        unsafe buffer.writeWithUnsafeMutableBytes(minimumWritableBytes: room) { memory in
            var writer = unsafe HeadWriter(memory)
            writeHead(response, request, to: &writer)
            writeType(of: response, false, to: &writer)
            if !exchange.isHTTP10 { writer.write("transfer-encoding: chunked\r\n") }
            writer.write("\r\n")
            return writer.count
        }
    }

    /// The most bytes of a head: what varies, and a kilobyte for the headers that every one has.
    private static func room(for response: Response, _ request: Request) -> Int {
        response.headers.reduce(
            1024 + request.id.utf8.count + response.mediaType.value.utf8.count
        ) { $0 + $1.name.utf8.count + $1.value.utf8.count + 4 }
    }

    private func writeHead(
        _ response: Response, _ request: Request, to writer: inout HeadWriter
    ) {
        if let line = response.status.usualLine {
            writer.write(line)
        } else {
            writer.write(response.status.line)
        }
        writer.write(dateLine)
        writer.write("x-request-id: ")
        writer.write(text: request.id)
        if response.headers.isEmpty {
            writer.write(Self.security)
        } else {
            write(response.headers, to: &writer)
        }
        if !exchange.keepsAlive {
            writer.write("connection: close\r\n")
        } else if exchange.isHTTP10 {
            writer.write("connection: keep-alive\r\n")
        }
    }

    private func write(_ headers: [HeaderField], to writer: inout HeadWriter) {
        writer.write(Self.nosniff)
        var hasPolicy = false
        var hasCaching = false
        for header in headers {
            hasPolicy = hasPolicy || header.name == "content-security-policy"
            hasCaching = hasCaching || header.name == "cache-control" || header.name == "etag"
            writer.write(header)
        }
        if !hasPolicy { writer.write(Self.policy) }
        if !hasCaching { writer.write(Self.noStore) }
    }

    private func writeType(
        of response: Response, _ isGzipped: Bool, to writer: inout HeadWriter
    ) {
        if response.mediaType == .json {
            writer.write(Self.typeOfJSON)
        } else {
            writer.write("content-type: ")
            writer.write(text: response.mediaType.value)
            writer.write("\r\nvary: accept, accept-encoding\r\n")
        }
        if isGzipped { writer.write("content-encoding: gzip\r\n") }
    }
}
