/// A universally unique identifier of 16 bytes (RFC 9562), of any version.
public struct UUID: Hashable, Comparable, Sendable {
    /// The first eight bytes, the most significant first.
    public let high: UInt64
    /// The last eight bytes, the most significant first.
    public let low: UInt64

    /// An identifier of 16 bytes.
    public init(high: UInt64, low: UInt64) {
        self.high = high
        self.low = low
    }

    /// Orders as the bytes do, which for version 7 is the order of time.
    public static func < (one: UUID, other: UUID) -> Bool {
        (one.high, one.low) < (other.high, other.low)
    }
}
