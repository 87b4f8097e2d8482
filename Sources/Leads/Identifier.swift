/// A UUID (RFC 9562) of one kind of thing, so that a lead's id can't be taken for a route's.
public struct Identifier<Subject>: Hashable, Sendable {
    /// The first 8 bytes, big-endian.
    public let high: UInt64
    /// The last 8 bytes, big-endian.
    public let low: UInt64

    /// Makes the identifier of the given 16 bytes.
    public init(high: UInt64, low: UInt64) {
        self.high = high
        self.low = low
    }

    /// A new version 7 UUID (RFC 9562, section 5.7): it begins with the time, which keeps B-tree
    /// inserts at the right edge.
    ///
    /// - Parameter milliseconds: Unix time in ms; its low 48 bits are used.
    /// - Returns: An id that no other call returns.
    public static func make(at milliseconds: UInt64) -> Self {
        let (one, other) = RandomWords.two()
        return Self(
            high: milliseconds << 16 | 0x7000 | one & 0xFFF, low: other >> 2 | 0x8000_0000_0000_0000
        )
    }

    /// A new version 7 UUID of now.
    public static func make() -> Self {
        make(at: UInt64(max(0, SystemClock.microseconds / 1000)))
    }
}

extension Identifier: Comparable {
    /// Orders as PostgreSQL orders `uuid`: by bytes.
    public static func < (one: Self, other: Self) -> Bool {
        (one.high, one.low) < (other.high, other.low)
    }
}

/// The id of a lead.
public typealias LeadID = Identifier<EnrichedLead>
/// The id of a route.
public typealias RouteID = Identifier<Route>
/// The id of a workspace.
public typealias WorkspaceID = Identifier<Workspace>
