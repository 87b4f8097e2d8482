import Postgres

/// A lead whose vector is still to be made.
public struct PendingLead: Sendable {
    /// The lead with the fields its text is made of.
    public let lead: UnembeddedLead
    /// The transaction that made it pending last (`xid8`): a later one means another text.
    let asked: UInt64

    /// Reads a row of text columns and `asked_xid`.
    init(_ row: Row) throws(PostgresError) {
        lead = try UnembeddedLead(row)
        asked = try row.decode(UInt64.self, at: 7)
    }
}
