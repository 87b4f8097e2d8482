/// A moment: microseconds since 1970-01-01T00:00:00Z, between the years 1 and 9999.
public struct Timestamp: Hashable, Comparable, Sendable {
    /// The microseconds since 1970 in UTC, without leap seconds.
    public let microseconds: Int64

    /// The earliest: 0001-01-01T00:00:00Z.
    public static let earliest = Timestamp(unchecked: -62_135_596_800_000_000)
    /// The latest: 9999-12-31T23:59:59.999999Z.
    public static let latest = Timestamp(unchecked: 253_402_300_799_999_999)

    /// A moment, or nil when it is outside of the years 1 to 9999.
    public init?(microseconds: Int64) {
        self.init(unchecked: microseconds)
        guard self >= .earliest && self <= .latest else { return nil }
    }

    init(unchecked microseconds: Int64) { self.microseconds = microseconds }

    /// Orders by time.
    public static func < (one: Timestamp, other: Timestamp) -> Bool {
        one.microseconds < other.microseconds
    }
}
