import Postgres

/// A place in the change feed: which transactions have been seen.
///
/// Every row carries the id of the transaction that wrote it. A reading takes in what is visible,
/// and the next one asks for all that was not: transactions that began later, and those that were
/// under way, so that a commit that comes late is neither missed nor makes the readings until then
/// longer (PostgreSQL manual, `pg_snapshot`).
public struct ChangePosition: Sendable, Equatable {
    /// The oldest transaction that was under way (`xid8`): all below it have been seen.
    public let transaction: UInt64
    /// The first transaction that had not begun.
    let unbegun: UInt64
    /// Transactions between the two that were under way.
    let underWay: [String]
    /// Who was asked; nil for a position that was kept.
    private let run: ServerRun?
    private var settled: SettledTransactions

    /// Names a position that was kept: all transactions below this one have been seen.
    public init(transaction: UInt64) {
        self.init(transaction: transaction, unbegun: transaction, underWay: [])
    }

    /// Names a position of its parts.
    init(transaction: UInt64, unbegun: UInt64, underWay: [String], run: ServerRun? = nil) {
        self.transaction = transaction
        self.unbegun = unbegun
        self.underWay = underWay
        self.run = run
        settled = SettledTransactions(transaction)
        if let run { settled.note(transaction, at: run.readAt) }
    }

    /// Reads ``currentColumns``, which begin at a column of a row.
    init(_ row: Row, at column: Int) throws(PostgresError) {
        self.init(
            transaction: try row.decode(UInt64.self, at: column),
            unbegun: try row.decode(UInt64.self, at: column + 1),
            underWay: try row.decode([String].self, at: column + 2),
            run: ServerRun(
                startedAt: try row.decode(PostgresTimestamp.self, at: column + 3),
                connectedAt: try row.decode(PostgresTimestamp.self, at: column + 4),
                readAt: try row.decode(PostgresTimestamp.self, at: column + 5)))
    }

    /// What the current statement sees.
    ///
    /// A standby does not list the transactions under way: there
    /// all from the oldest on count as not begun.
    static let currentColumns: SQL =
        """
        pg_snapshot_xmin(pg_current_snapshot()),
        case when pg_is_in_recovery() then pg_snapshot_xmin(pg_current_snapshot())
            else pg_snapshot_xmax(pg_current_snapshot()) end,
        array(select pg_snapshot_xip(pg_current_snapshot())::text),
        \(ServerRun.currentColumns)
        """

    /// Where a reading begins that finds the server here, when the last one ended at a position.
    ///
    /// A server that may have crashed meanwhile is read from further back: what it stored since may
    /// have numbers that had been seen.
    func start(after last: ChangePosition, besides known: Set<UInt64>) -> ChangePosition {
        guard continues(last) else {
            return ChangePosition(transaction: last.settled.transaction)
        }
        return last.passing(known)
    }

    /// The position with what the last one knew of the time before.
    func following(_ last: ChangePosition) -> ChangePosition {
        guard let run else { return self }
        var next = self
        next.settled = last.settled
        if continues(last) {
            next.settled.note(transaction, at: run.readAt)
        } else {
            next.settled.beginAnew(transaction, at: run.readAt)
        }
        return next
    }

    private func continues(_ last: ChangePosition) -> Bool {
        guard let run, let lastRun = last.run else { return true }
        return run.continues(lastRun)
    }

    /// The position behind transactions whose changes are known without reading them; the same when
    /// others lie between them in such a number that to name each would cost more.
    func passing(_ known: Set<UInt64>) -> ChangePosition {
        guard let last = known.max() else { return self }
        let end = max(unbegun, last + 1)
        let others = Int(clamping: end - unbegun) - known.count { $0 >= unbegun }
        guard others <= Self.mostNamed else { return self }
        let between = (unbegun..<end).lazy.filter { !known.contains($0) }.map(String.init)
        let late = underWay.filter { UInt64($0).map { !known.contains($0) } ?? true }
        return ChangePosition(
            transaction: transaction, unbegun: end, underWay: late + between, run: run)
    }

    private static let mostNamed = 1000

    /// Whether a row's `change_xid` is of a transaction that has not been seen.
    var isNew: SQL {
        "change_xid >= \(unbegun) or change_xid = any(\(underWay)::text[]::xid8[])"
    }
}
