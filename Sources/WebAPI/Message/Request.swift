import NIOCore
import NIOHTTP1

/// One request as a handler sees it.
///
/// Sendable although three properties vary: the transport sets them on the event loop before the
/// handler is called, and nothing changes them afterwards.
@safe public final class Request: Sendable {
    /// The method.
    public let method: RequestMethod
    /// The target's path and query, not decoded.
    public let target: String
    /// The id that stands in the response's `X-Request-ID` and in the log.
    public let id: String

    let headers: HTTPHeaders
    let known: KnownHeaders
    let peer: Peer

    nonisolated(unsafe) var pathValues: [String] = []
    /// What the client has left after this request, where requests are limited.
    nonisolated(unsafe) var allowance: RateAllowance?
    nonisolated(unsafe) var buffer = ByteBuffer()

    init(method: RequestMethod, target: String, headers: HTTPHeaders, peer: Peer) {
        self.method = method
        self.target = Self.originForm(of: target)
        self.headers = headers
        self.peer = peer
        known = KnownHeaders(headers)
        id = RequestID.taken(from: known.requestID)
    }

    /// The target without scheme and host, which may stand before it (RFC 9112, section 3.2.2).
    private static func originForm(of target: String) -> String {
        guard target.utf8.first != UInt8(ascii: "/"),
            let scheme = ["http://", "https://"].first(where: { prefix in
                String(target.prefix(prefix.count)).lowercased() == prefix
            })
        else { return target }
        let rest = target.dropFirst(scheme.count).drop { $0 != "/" && $0 != "?" }
        return rest.first == "/" ? String(rest) : "/" + rest
    }

    /// The body, empty when there is none.
    public var body: RequestBody { unsafe RequestBody(buffer: buffer) }

    /// Adds a part of the body; the first is kept in the buffer it was received in.
    func append(_ bytes: ByteBuffer) {
        if unsafe buffer.readableBytes == 0 {
            unsafe buffer = bytes
        } else {
            unsafe buffer.writeImmutableBuffer(bytes)
        }
    }

    /// The target without its query.
    public var path: Substring { target.prefix { $0 != "?" } }

    /// What stands behind the first `?`, not decoded, or nil.
    public var query: Substring? {
        guard let mark = target.utf8.firstIndex(of: UInt8(ascii: "?")) else { return nil }
        return target[target.utf8.index(after: mark)...]
    }

    /// The first header of this name in any case, or nil.
    public func header(_ name: String) -> String? { headers.first(name: name) }

    /// Whether errors shall be problem details (RFC 9457).
    var wantsProblem: Bool {
        guard let accept = known.accept else { return false }
        return Acceptance(accept).prefersProblem
    }

    /// Whether the response may be compressed with gzip.
    var takesGzip: Bool {
        guard let value = known.acceptEncoding else { return false }
        return Acceptance(value).quality(ofCoding: "gzip") > 0
    }
}
