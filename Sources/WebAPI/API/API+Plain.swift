import NIOCore

/// A response as plain values, for transports that are not sockets.
package struct PlainResponse: Sendable {
    /// The status.
    package var status: ResponseStatus
    /// The headers, `content-type` among them when there is a body.
    package var headers: [HeaderField]
    /// The body, not compressed.
    package var body: [UInt8]
}

extension API {
    /// Answers a request that is given as plain values; what a stream writes is collected.
    package func answer(
        _ method: RequestMethod, _ target: String, headers: [(String, String)], body: [UInt8],
        peer address: String?
    ) async throws -> PlainResponse {
        var headers = headers
        if !body.isEmpty, !headers.contains(where: { $0.0.lowercased() == "content-length" }) {
            headers.append(("content-length", String(body.count)))
        }
        let request = Request(
            try RequestHead(method, target, headers),
            peer: Peer(address: address, trustedProxies: settings.trustedProxies))
        request.append(ByteBuffer(bytes: body))
        let response = await respond(to: request)
        let bytes = try await Self.bytes(of: response)
        var fields = [HeaderField("x-request-id", request.id)] + response.headers
        if !bytes.isEmpty { fields.append(HeaderField("content-type", response.mediaType.value)) }
        return PlainResponse(
            status: response.status, headers: fields, body: method == .head ? [] : bytes)
    }

    private static func bytes(of response: Response) async throws -> [UInt8] {
        switch response.content {
        case .none: return []
        case .bytes(let bytes): return bytes
        case .asset(let asset): return asset.bytes
        case .stream(let write):
            let collected = Collected()
            try await write(ResponseStream { await collected.append($0) })
            return await collected.bytes
        }
    }

    private actor Collected {
        var bytes: [UInt8] = []

        func append(_ more: [UInt8]) { bytes += more }
    }
}
