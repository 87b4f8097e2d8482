/// Where the database is and how much of it may be used.
public struct PostgresConfiguration: Sendable {
    /// A libpq connection string, as URL or as `key=value` pairs, handed to libpq untouched.
    ///
    /// TLS, SCRAM, `.pgpass`, service files, several hosts and `target_session_attrs` work as the
    /// PostgreSQL manual says ("Connection Strings"). An empty string leaves all to `PGHOST` and
    /// its like.
    public var connectionString: String

    /// What `pg_stat_activity` shows, unless the connection string names something else.
    public var applicationName = "leadline"

    /// How many connections share all plain queries, at least 1; two to four are best.
    public var pipelinedConnections = 2

    /// How many statements may be under way on one such connection, at least 1.
    public var pipelineDepth = 64

    /// How many connections for transactions, COPY, LISTEN and scripts may be open at once.
    public var sessionConnections = 8

    /// How many statements may wait or be under way; the next one gets `.overloaded` at once.
    public var queueLimit = 10_000

    /// How long a statement may wait for a connection before it gets `.timedOut`.
    public var queueTimeout: Duration = .seconds(10)

    /// How long the server may work on one statement; `nil` leaves the server's own setting.
    public var statementTimeout: Duration? = .seconds(30)

    /// How long a plain statement may wait for a lock before it fails with SQLSTATE 55P03.
    ///
    /// `nil` leaves the server's own setting, as on connections that one has for oneself.
    public var lockTimeout: Duration?

    /// How long one attempt to connect may take, unless the connection string says otherwise.
    public var connectTimeout: Duration = .seconds(10)

    /// How long ``PostgresClient/run()`` lets statements finish after it was cancelled.
    public var shutdownTimeout: Duration = .seconds(5)

    /// How many prepared statements one connection keeps, at least 1.
    public var statementCacheSize = 256

    /// Takes what the server tells beside its answers; `nil` lets notices go by.
    ///
    /// It is called on the thread of the connections and must return at once.
    public var onNotice: (@Sendable (PostgresNotice) -> Void)?

    /// Settings for the given libpq connection string.
    public init(connectionString: String) {
        self.connectionString = connectionString
    }

    /// Looks whether the settings make sense.
    ///
    /// - Throws: ``PostgresError`` with code `.invalidConfiguration`.
    func check() throws(PostgresError) {
        let counts = [
            ("pipelinedConnections", pipelinedConnections), ("pipelineDepth", pipelineDepth),
            ("sessionConnections", sessionConnections), ("queueLimit", queueLimit),
            ("statementCacheSize", statementCacheSize),
        ]
        for (name, value) in counts where value < 1 {
            throw PostgresError(.invalidConfiguration, "\(name) is \(value), must be at least 1")
        }
        for text in [connectionString, applicationName] where text.utf8.contains(0) {
            throw PostgresError(.invalidConfiguration, "the connection settings hold a NUL byte")
        }
    }
}
