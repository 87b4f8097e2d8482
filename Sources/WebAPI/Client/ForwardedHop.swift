/// What one proxy says of whom it got the request from.
struct ForwardedHop: Sendable, Equatable {
    var address: String?
    var scheme: String?
    var host: String?

    /// The hops from the client on: of `Forwarded` when it is there, else of `X-Forwarded-*`.
    static func hops(of headers: RequestHeaders) -> [ForwardedHop] {
        let forwarded = elements(headers["forwarded"])
        if !forwarded.isEmpty { return forwarded.map(hop(ofForwarded:)) }
        var hops = elements(headers["x-forwarded-for"]).map { ForwardedHop(address: address($0)) }
        let scheme = elements(headers["x-forwarded-proto"]).last.flatMap(scheme)
        let host = elements(headers["x-forwarded-host"]).last
        guard scheme != nil || host != nil || !hops.isEmpty else { return [] }
        if hops.isEmpty { hops = [ForwardedHop()] }
        hops[hops.count - 1].scheme = scheme
        hops[hops.count - 1].host = host
        return hops
    }

    private static func elements(_ lines: [String]) -> [String] {
        lines.flatMap { $0.split(separator: ",") }.map(\.trimmed).filter { !$0.isEmpty }
    }

    private static func hop(ofForwarded element: String) -> ForwardedHop {
        var hop = ForwardedHop()
        for pair in element.split(separator: ";") {
            let sides = pair.split(separator: "=", maxSplits: 1)
            guard sides.count == 2 else { continue }
            let value = sides[1].trimmed.filter { $0 != "\"" }
            switch sides[0].trimmed.lowercased() {
            case "for": hop.address = address(value)
            case "proto": hop.scheme = scheme(value)
            case "host": hop.host = value
            default: break
            }
        }
        return hop
    }

    private static func scheme(_ text: String) -> String? {
        let scheme = text.lowercased()
        return scheme == "http" || scheme == "https" ? scheme : nil
    }

    /// An IP address freed of brackets and port; nil for `unknown` and made-up names.
    private static func address(_ text: String) -> String? {
        if IPAddress(text) != nil { return text }
        let inner =
            text.hasPrefix("[")
            ? String(text.dropFirst().prefix { $0 != "]" }) : String(text.prefix { $0 != ":" })
        return IPAddress(inner) == nil ? nil : inner
    }
}
