import NIOCore

/// One request as a handler sees it.
///
/// Sendable although three properties vary: the transport sets them on the event loop before the
/// handler is called, and nothing changes them afterwards.
@safe public final class Request: Sendable {
    /// The method.
    public let method: RequestMethod
    /// The id that stands in the response's `X-Request-ID` and in the log.
    public let id: String

    let headers: RequestHeaders
    let known: KnownHeaders
    let peer: Peer
    private let place: Range<Int>
    /// The target where it isn't what was received.
    private let ownTarget: String?

    nonisolated(unsafe) var pathValues: [String] = []
    /// What the client has left after this request, where requests are limited.
    nonisolated(unsafe) var allowance: RateAllowance?
    nonisolated(unsafe) private var buffer: ByteBuffer?

    init(_ head: RequestHead, peer: Peer) {
        method = head.method
        headers = RequestHeaders(head)
        known = head.known
        self.peer = peer
        place = head.target
        ownTarget = Self.originForm(in: head)
        id = RequestID.taken(from: headers.text(known.requestID))
    }

    /// The target without scheme and host, which may stand before it (RFC 9112, section 3.2.2); nil
    /// when there are none.
    private static func originForm(in head: RequestHead) -> String? {
        guard let buffer = head.bytes, let first = head.target.first,
            buffer.readableBytesUInt8Span[first] != UInt8(ascii: "/")
        else { return nil }
        let target = buffer.readableBytesUInt8Span.text(head.target)
        guard
            let scheme = ["http://", "https://"].first(where: { prefix in
                String(target.prefix(prefix.count)).lowercased() == prefix
            })
        else { return nil }
        let rest = target.dropFirst(scheme.count).drop { $0 != "/" && $0 != "?" }
        return rest.first == "/" ? String(rest) : "/" + rest
    }

    /// The target's path and query, not decoded.
    public var target: String { ownTarget ?? headers.text(place) }

    /// Calls `body` with the bytes of the target.
    func withTarget<Result>(_ body: (Span<UInt8>) -> Result) -> Result {
        if let ownTarget { return body(ownTarget.utf8.span) }
        return headers.withBytes(place, body)
    }

    /// The body, empty when there is none.
    public var body: RequestBody { unsafe RequestBody(buffer: buffer ?? ByteBuffer()) }

    /// The number of bytes of the body that are there.
    var bodyCount: Int { unsafe buffer?.readableBytes ?? 0 }

    /// Adds a part of the body; the first is kept in the buffer it was received in.
    func append(_ bytes: ByteBuffer) {
        if unsafe buffer?.writeImmutableBuffer(bytes) == nil { unsafe buffer = bytes }
    }

    /// The target without its query.
    public var path: Substring { target.prefix { $0 != "?" } }

    /// What stands behind the first `?`, not decoded, or nil.
    public var query: Substring? {
        guard let mark = target.utf8.firstIndex(of: UInt8(ascii: "?")) else { return nil }
        return target[target.utf8.index(after: mark)...]
    }
}
