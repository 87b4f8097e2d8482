import NIOCore

/// Writes a response's bytes: status line, headers and body, in one buffer.
struct ResponseEncoder {
    let dateLine: [UInt8]
    let exchange: Connection.Exchange

    private static let nosniff: StaticString = "x-content-type-options: nosniff\r\n"
    private static let typeOfJSON: StaticString =
        "content-type: application/json\r\nvary: accept, accept-encoding\r\n"
    private static let policy: StaticString =
        "content-security-policy: default-src 'none'; frame-ancestors 'none'\r\n"
    private static let noStore: StaticString = "cache-control: no-store\r\n"

    /// Writes a whole response, compressed when the client takes gzip and it pays.
    func encode(_ response: Response, for request: Request, into buffer: inout ByteBuffer) {
        let (bytes, isGzipped) = Self.body(of: response, for: request)
        writeHead(response, request, into: &buffer)
        if !response.status.hasNoBody {
            if !bytes.isEmpty { writeType(of: response, isGzipped, into: &buffer) }
            // Of a stream's length, which HEAD would tell, nothing is known.
            if !response.content.isStream {
                buffer.writeStaticString("content-length: ")
                Self.writeDecimal(bytes.count, into: &buffer)
                buffer.writeStaticString("\r\n")
            }
        }
        buffer.writeStaticString("\r\n")
        if !exchange.isHead, !response.status.hasNoBody { buffer.writeBytes(bytes) }
    }

    /// Writes the head of a response whose length isn't known.
    func encodeHead(
        ofStream response: Response, for request: Request, into buffer: inout ByteBuffer
    ) {
        writeHead(response, request, into: &buffer)
        writeType(of: response, false, into: &buffer)
        if !exchange.isHTTP10 { buffer.writeStaticString("transfer-encoding: chunked\r\n") }
        buffer.writeStaticString("\r\n")
    }

    private func writeHead(
        _ response: Response, _ request: Request, into buffer: inout ByteBuffer
    ) {
        buffer.writeBytes(response.status.line)
        buffer.writeBytes(dateLine)
        buffer.writeStaticString("x-request-id: ")
        buffer.writeString(request.id)
        buffer.writeStaticString("\r\n")
        buffer.writeStaticString(Self.nosniff)
        var hasPolicy = false
        var hasCaching = false
        for header in response.headers {
            hasPolicy = hasPolicy || header.name == "content-security-policy"
            hasCaching = hasCaching || header.name == "cache-control" || header.name == "etag"
            Self.write(header, into: &buffer)
        }
        if !hasPolicy { buffer.writeStaticString(Self.policy) }
        if !hasCaching { buffer.writeStaticString(Self.noStore) }
        if !exchange.keepsAlive {
            buffer.writeStaticString("connection: close\r\n")
        } else if exchange.isHTTP10 {
            buffer.writeStaticString("connection: keep-alive\r\n")
        }
    }

    private func writeType(
        of response: Response, _ isGzipped: Bool, into buffer: inout ByteBuffer
    ) {
        if response.mediaType == .json {
            buffer.writeStaticString(Self.typeOfJSON)
        } else {
            buffer.writeStaticString("content-type: ")
            buffer.writeString(response.mediaType.value)
            buffer.writeStaticString("\r\nvary: accept, accept-encoding\r\n")
        }
        if isGzipped { buffer.writeStaticString("content-encoding: gzip\r\n") }
    }
}
