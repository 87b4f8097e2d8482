/// A network in CIDR notation (RFC 4632), such as `10.0.0.0/8` or `fd00::/8`.
public struct AddressRange: Sendable, Equatable {
    private let network: IPAddress
    private let highMask: UInt64
    private let lowMask: UInt64

    /// Reads a network; an address alone is a network of one.
    ///
    /// - Throws: `APIError` with code `invalidNetwork`.
    public init(_ text: String) throws(APIError) {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        guard (1...2).contains(parts.count), let network = IPAddress(String(parts[0])) else {
            throw Self.invalid(text)
        }
        let width = network.isIPv4 ? 32 : 128
        var length = width
        if parts.count == 2 {
            guard let given = Int(parts[1]), (0...width).contains(given) else {
                throw Self.invalid(text)
            }
            length = given
        }
        self.network = network
        let bits = length + 128 - width
        highMask = bits >= 64 ? .max : bits == 0 ? 0 : ~(.max >> UInt64(bits))
        lowMask = bits >= 128 ? .max : bits <= 64 ? 0 : ~(.max >> UInt64(bits - 64))
    }

    /// Whether the address lies in the network.
    public func contains(_ address: IPAddress) -> Bool {
        (address.high ^ network.high) & highMask == 0 && (address.low ^ network.low) & lowMask == 0
    }

    private static func invalid(_ text: String) -> APIError {
        APIError(
            .invalidNetwork, "\(text) is not a network: write it as 10.0.0.0/8 or fd00::/8.")
    }
}
