import Postgres

/// By which run of the server the change feed was read, as far as a connection can tell.
///
/// A server that crashed gives out numbers again of transactions that wrote nothing down, such as
/// those that met duplicates only; so does a standby that takes over before it had everything.
struct ServerRun: Sendable, Equatable {
    /// When the server was started, by its clock, as all of these.
    let startedAt: PostgresTimestamp
    /// When the connection was made.
    let connectedAt: PostgresTimestamp
    /// When the feed was read.
    let readAt: PostgresTimestamp

    /// What the current connection tells.
    static let currentColumns: SQL =
        """
        pg_postmaster_start_time(),
        (select backend_start from pg_stat_get_activity(pg_backend_pid())), clock_timestamp()
        """

    /// Whether the server surely has not crashed since an earlier reading: a crash ends all
    /// connections.
    func continues(_ earlier: ServerRun) -> Bool {
        startedAt == earlier.startedAt && connectedAt <= earlier.readAt
    }
}

/// Up to where the transactions of the feed were seen so long ago that their numbers are written down
/// for good.
struct SettledTransactions: Sendable, Equatable {
    /// All below this one.
    private(set) var transaction: UInt64
    private var coming: UInt64
    private var comingSince: PostgresTimestamp?

    /// PostgreSQL writes down what nobody waits for within three turns of its WAL writer, 0.6 s by
    /// default; a standby may be late by more.
    static let age: Int64 = 60_000_000

    init(_ transaction: UInt64) {
        self.transaction = transaction
        coming = transaction
    }

    /// Takes note of a reading that had seen all below a transaction.
    mutating func note(_ seen: UInt64, at moment: PostgresTimestamp) {
        if let comingSince, moment.microseconds - comingSince.microseconds < Self.age { return }
        if comingSince != nil { transaction = coming }
        (coming, comingSince) = (seen, moment)
    }

    /// Takes note of a reading by another run, which had seen all below a transaction of its own.
    mutating func beginAnew(_ seen: UInt64, at moment: PostgresTimestamp) {
        transaction = min(transaction, seen)
        (coming, comingSince) = (seen, moment)
    }
}
