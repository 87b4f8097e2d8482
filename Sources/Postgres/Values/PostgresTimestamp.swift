/// A `timestamp with time zone`: microseconds since 2000-01-01 00:00:00 UTC, as PostgreSQL keeps it.
public struct PostgresTimestamp: Hashable, Comparable, Sendable {
    /// Seconds from 1970-01-01 to 2000-01-01.
    private static let epochSeconds: Int64 = 946_684_800

    /// Microseconds since 2000-01-01 00:00:00 UTC; `Int64.max` and `Int64.min` are the infinities.
    public var microseconds: Int64

    /// Makes a timestamp from microseconds since 2000-01-01 00:00:00 UTC.
    public init(microseconds: Int64) {
        self.microseconds = microseconds
    }

    /// Makes a timestamp from microseconds since 1970-01-01 00:00:00 UTC.
    public init(microsecondsSince1970: Int64) {
        microseconds = microsecondsSince1970 &- Self.epochSeconds &* 1_000_000
    }

    /// Microseconds since 1970-01-01 00:00:00 UTC.
    public var microsecondsSince1970: Int64 { microseconds &+ Self.epochSeconds &* 1_000_000 }

    /// Whether one time is before another.
    public static func < (left: PostgresTimestamp, right: PostgresTimestamp) -> Bool {
        left.microseconds < right.microseconds
    }
}

extension PostgresTimestamp: PostgresArrayElement, PostgresDecodable {
    /// `timestamp with time zone`.
    public static var postgresType: PostgresType { .timestamptz }
    /// `timestamp with time zone`.
    public static var elementOID: UInt32 { OID.timestamptz }
    /// `timestamp with time zone[]`.
    public static var arrayOID: UInt32 { OID.timestamptzArray }

    /// Appends eight bytes.
    public func encode(into buffer: inout PostgresBuffer) {
        buffer.append(integer: microseconds)
    }

    /// Reads eight bytes.
    public static func decode(
        _ bytes: Span<UInt8>, type: UInt32
    ) throws(PostgresError) -> PostgresTimestamp {
        guard type == OID.timestamptz, bytes.count == 8 else {
            throw .mismatch("timestamptz", type: type, count: bytes.count)
        }
        return PostgresTimestamp(microseconds: try bytes.readWhole(Int64.self))
    }
}
