import Postgres

/// By which run of the server the change feed was read, as far as a connection can tell.
///
/// A server that crashed gives out numbers again of transactions that wrote nothing down, such as
/// those that met duplicates only; so does a standby that takes over before it had everything.
struct ServerRun: Sendable, Equatable {
    /// When the server was started, by its clock, as all of these.
    let startedAt: PostgresTimestamp
    /// When the connection was made; nil where PostgreSQL hides that from the role, as it may after
    /// `set role`.
    let connectedAt: PostgresTimestamp?
    /// When the feed was read.
    let readAt: PostgresTimestamp

    /// What the current connection tells.
    static let currentColumns: SQL =
        """
        pg_postmaster_start_time(),
        (select backend_start from pg_stat_get_activity(pg_backend_pid())), clock_timestamp()
        """

    /// Makes it of its parts.
    init(
        startedAt: PostgresTimestamp, connectedAt: PostgresTimestamp?, readAt: PostgresTimestamp
    ) {
        self.startedAt = startedAt
        self.connectedAt = connectedAt
        self.readAt = readAt
    }

    /// Reads ``currentColumns``, which begin at a column of a row.
    init(_ row: Row, at column: Int) throws(PostgresError) {
        startedAt = try row.decode(PostgresTimestamp.self, at: column)
        connectedAt = try row.decode(PostgresTimestamp?.self, at: column + 1)
        readAt = try row.decode(PostgresTimestamp.self, at: column + 2)
    }

    /// Whether the server has not crashed since an earlier reading: a crash ends all connections.
    func continues(_ earlier: ServerRun) -> Bool {
        startedAt == earlier.startedAt && connectedAt.map { $0 <= earlier.readAt } ?? true
    }
}
