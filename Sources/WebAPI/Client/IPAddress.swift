import Glibc

/// An IPv4 or IPv6 address; IPv4 is kept as its mapped IPv6 form (RFC 4291, section 2.5.5.2).
public struct IPAddress: Sendable, Equatable, Hashable {
    let high: UInt64
    let low: UInt64

    private static let mappedPrefix: UInt64 = 0x0000_FFFF_0000_0000

    /// Reads an address without port or brackets, or gives nil.
    public init?(_ text: String) {
        var four = in_addr()
        if unsafe inet_pton(AF_INET, text, &four) == 1 {
            high = 0
            low = Self.mappedPrefix | UInt64(UInt32(bigEndian: four.s_addr))
            return
        }
        var six = in6_addr()
        guard unsafe inet_pton(AF_INET6, text, &six) == 1 else { return nil }
        (high, low) = unsafe withUnsafeBytes(of: &six) { bytes in
            unsafe (
                UInt64(bigEndian: bytes.loadUnaligned(as: UInt64.self)),
                UInt64(bigEndian: bytes.loadUnaligned(fromByteOffset: 8, as: UInt64.self))
            )
        }
    }

    /// Whether the address is IPv4.
    public var isIPv4: Bool { high == 0 && low >> 32 == 0xFFFF }
}
