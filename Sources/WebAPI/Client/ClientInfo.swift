/// Who sent a request, and how they addressed the service.
public struct ClientInfo: Sendable, Equatable {
    /// The client's IP address, or nil when it isn't known.
    public var address: String?
    /// `http` or `https`.
    public var scheme: String
    /// The host, with its port if one was given, or nil.
    public var host: String?
}

extension Request {
    /// Who sent the request.
    ///
    /// `Forwarded` (RFC 7239) and `X-Forwarded-For`, `-Proto` and `-Host` are believed from trusted
    /// proxies only; among the addresses the last that isn't a trusted proxy's counts.
    public var client: ClientInfo {
        let plain = ClientInfo(address: peer.address, scheme: "http", host: header("host"))
        guard peer.isTrusted else { return plain }
        let hops = ForwardedHop.hops(of: headers)
        guard !hops.isEmpty else { return plain }
        let sender = hops.last { !Peer.isTrusted($0.address, peer.trustedProxies) } ?? hops[0]
        return ClientInfo(
            address: sender.address ?? plain.address,
            scheme: hops.last { $0.scheme != nil }?.scheme ?? plain.scheme,
            host: hops.last { $0.host != nil }?.host ?? plain.host)
    }
}
