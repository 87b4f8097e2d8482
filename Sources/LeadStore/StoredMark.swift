import Postgres

/// What PostgreSQL notes of a lead that it stores.
public struct StoredMark: Sendable, Equatable {
    /// The transaction that stored it (`xid8`).
    public let transaction: UInt64
    /// When it was stored by the database's clock (`created_at`), microseconds since 1970.
    public let createdAt: Int64

    /// Makes the mark of what a statement tells.
    init(transaction: UInt64, at moment: PostgresTimestamp) {
        self.transaction = transaction
        createdAt = moment.microsecondsSince1970
    }
}
