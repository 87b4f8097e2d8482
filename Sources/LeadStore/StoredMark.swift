import Postgres

/// What PostgreSQL notes of a lead that it stores.
public struct StoredMark: Sendable, Equatable {
    /// The transaction that stored it (`xid8`).
    public let transaction: UInt64
    /// When it was stored by the database's clock (`created_at`), microseconds since 1970.
    public let createdAt: Int64
    /// Whether it is stored as it was sent, and nothing else with it: nobody has added a trigger
    /// that may do more.
    public let isAsSent: Bool

    /// Makes the mark of what a statement tells.
    init(transaction: UInt64, at moment: PostgresTimestamp, isAsSent: Bool) {
        self.transaction = transaction
        self.isAsSent = isAsSent
        createdAt = moment.microsecondsSince1970
    }
}
