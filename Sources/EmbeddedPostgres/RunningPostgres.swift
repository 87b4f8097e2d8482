/// A private PostgreSQL that answers.
public struct RunningPostgres: Sendable, Equatable {
    /// A libpq connection URI for the database `leadline` through the Unix socket.
    public let connectionString: String
    /// The number in the socket's name; no TCP port is open.
    public let port: Int
    /// The folder of the Unix socket.
    public let socketDirectory: String
    /// The file that the server writes its log to.
    public let logPath: String
    /// The process number of the postmaster.
    public let processID: Int32
    /// The major version, such as 18.
    public let majorVersion: Int
    /// Whether it ran already.
    public let wasRunning: Bool
    /// Whether ``EmbeddedPostgres/stopIfOwned()`` of this process will stop it.
    public let isOwned: Bool
}
