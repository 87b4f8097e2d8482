import Postgres

/// Transactions that had ended when the change feed was read, and those that had not.
struct SeenTransactions: Sendable, Equatable {
    /// The oldest transaction that was under way (`xid8`): all below it have been seen.
    let transaction: UInt64
    /// The first transaction that had not begun.
    let unbegun: UInt64
    /// Transactions between the two that were under way.
    let underWay: [String]

    private static let mostNamed = 1000

    /// These and transactions whose changes are known without reading them; the same when others
    /// lie between them in such a number that to name each would cost more.
    func passing(_ known: Set<UInt64>) -> SeenTransactions {
        guard let last = known.max() else { return self }
        let end = max(unbegun, last + 1)
        let others = Int(clamping: end - unbegun) - known.count { $0 >= unbegun }
        guard others <= Self.mostNamed else { return self }
        let between = (unbegun..<end).lazy.filter { !known.contains($0) }.map(String.init)
        let late = underWay.filter { UInt64($0).map { !known.contains($0) } ?? true }
        return SeenTransactions(
            transaction: transaction, unbegun: end, underWay: late + between)
    }

    /// Whether a row's `change_xid` is of a transaction that has not been seen.
    var isNew: SQL {
        "change_xid >= \(unbegun) or change_xid = any(\(underWay)::text[]::xid8[])"
    }
}

/// What had been seen so long ago that the numbers of its transactions are written down for good.
struct SettledTransactions: Sendable, Equatable {
    private(set) var seen: SeenTransactions
    private var coming: SeenTransactions
    private var comingSince: PostgresTimestamp?

    /// PostgreSQL writes down what nobody waits for within three turns of its WAL writer, of 10 s at
    /// most; a standby may be late by more.
    static let age: Int64 = 30_000_000

    init(_ seen: SeenTransactions) {
        self.seen = seen
        coming = seen
    }

    /// Takes note of a reading.
    mutating func note(_ next: SeenTransactions, at moment: PostgresTimestamp) {
        // Numbers went back: those that had been seen are out again.
        if next.unbegun < seen.unbegun { seen = next }
        if next.unbegun < coming.unbegun { (coming, comingSince) = (next, moment) }
        guard let comingSince else {
            comingSince = moment
            coming = next
            return
        }
        guard moment.microseconds - comingSince.microseconds >= Self.age else { return }
        seen = coming
        (coming, self.comingSince) = (next, moment)
    }
}
