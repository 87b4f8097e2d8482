/// What the private PostgreSQL is doing.
public struct PostgresStatus: Sendable, Equatable {
    /// What the server is doing.
    public enum State: String, Sendable {
        /// There are no data yet.
        case notInitialized
        /// There are data, and no server works on them.
        case stopped
        /// It starts, or recovers after a crash.
        case starting
        /// It answers.
        case running
        /// It is ending.
        case stopping
    }

    /// What the server is doing.
    public let state: State
    /// The folder of the data.
    public let dataPath: String
    /// The file that the server writes its log to.
    public let logPath: String
    /// The major version that made the data; nil when there are none.
    public let majorVersion: Int?
    /// The process number of the postmaster; nil when there is none.
    public let processID: Int32?
    /// A libpq connection URI; nil unless it runs.
    public let connectionString: String?
    /// Whether it goes on when the process that started it ends.
    public let isKept: Bool

    init(of folder: ServerFolder) throws(EmbeddedPostgresError) {
        dataPath = folder.data
        logPath = folder.log
        majorVersion = try folder.majorVersion()
        let server = try folder.postmaster()
        processID = server?.processID
        let owner = try ServerOwner.read(folder.owner)
        isKept = server != nil && owner == .nobody
        switch server?.state {
        case nil: state = majorVersion == nil ? .notInitialized : .stopped
        case .ready: state = .running
        case .stopping: state = .stopping
        case .starting, .standby: state = .starting
        }
        guard let server, state == .running else {
            connectionString = nil
            return
        }
        connectionString = ConnectionAddress.uri(
            socketFolder: server.socketDirectory, port: server.port)
    }
}
