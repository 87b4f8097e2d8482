import Postgres

/// A place in the change feed: which transactions have been seen.
///
/// Every row carries the id of the transaction that wrote it. A reading takes in what is visible,
/// and the next one asks for all that was not: transactions that began later, and those that were
/// under way, so that a commit that comes late is neither missed nor makes the readings until then
/// longer (PostgreSQL manual, `pg_snapshot`).
public struct ChangePosition: Sendable, Equatable {
    /// What had been seen.
    let seen: SeenTransactions
    /// Who was asked; nil for a position that was kept.
    private let run: ServerRun?
    private var settled: SettledTransactions

    /// The oldest transaction that was under way (`xid8`): all below it have been seen.
    public var transaction: UInt64 { seen.transaction }

    /// Names a position that was kept: all transactions below this one have been seen.
    public init(transaction: UInt64) {
        self.init(
            SeenTransactions(transaction: transaction, unbegun: transaction, underWay: []),
            by: nil)
    }

    /// Names the position of a reading.
    init(_ seen: SeenTransactions, by run: ServerRun?) {
        self.seen = seen
        self.run = run
        settled = SettledTransactions(seen)
        if let run { settled.note(seen, at: run.readAt) }
    }

    /// Reads ``currentColumns``, which begin at a column of a row.
    init(_ row: Row, at column: Int) throws(PostgresError) {
        self.init(
            SeenTransactions(
                transaction: try row.decode(UInt64.self, at: column),
                unbegun: try row.decode(UInt64.self, at: column + 1),
                underWay: try row.decode([String].self, at: column + 2)),
            by: try ServerRun(row, at: column + 3))
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

    /// Behind which transactions a reading begins that finds the server here, when the last one ended
    /// at a position.
    ///
    /// A server that may have crashed meanwhile is read from further back: what it stored since may
    /// have numbers that had been seen. One that has not come as far as that is read from the start.
    func start(after last: ChangePosition, besides known: Set<UInt64>) -> SeenTransactions {
        if continues(last) { return last.seen.passing(known) }
        let settled = last.settled.seen
        return settled.unbegun <= seen.unbegun
            ? settled : SeenTransactions(transaction: 0, unbegun: 0, underWay: [])
    }

    /// The position with what the last one knew of the time before.
    func following(_ last: ChangePosition) -> ChangePosition {
        guard let run else { return self }
        var next = self
        next.settled = last.settled
        next.settled.note(seen, at: run.readAt)
        return next
    }

    /// Whether the server has gone on since the last position; it may have crashed if not.
    func continues(_ last: ChangePosition) -> Bool {
        guard let run, let lastRun = last.run else { return true }
        return run.continues(lastRun)
    }
}
