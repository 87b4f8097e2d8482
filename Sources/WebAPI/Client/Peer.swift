/// The other end of a connection.
final class Peer: Sendable {
    /// The address without port, or nil for what isn't an IP connection.
    let address: String?
    /// The address as a number, or nil.
    let ipAddress: IPAddress?
    /// Whether what it says of the client behind it is believed.
    let isTrusted: Bool
    let trustedProxies: [AddressRange]

    init(address: String?, trustedProxies: [AddressRange] = []) {
        self.address = address
        self.trustedProxies = trustedProxies
        ipAddress = address.flatMap(IPAddress.init)
        isTrusted = ipAddress.map { ip in trustedProxies.contains { $0.contains(ip) } } ?? false
    }

    static func isTrusted(_ address: String?, _ ranges: [AddressRange]) -> Bool {
        guard !ranges.isEmpty, let address = address.flatMap(IPAddress.init) else { return false }
        return ranges.contains { $0.contains(address) }
    }
}
