/// The settings of a process, checked.
public struct Settings: Equatable, Sendable {
    /// The address to listen on.
    public var host: String
    /// The port to listen on, 0…65535; 0 takes a free one.
    public var port: Int
    /// The PostgreSQL to use, as libpq reads it; nil for the private one.
    public var databaseURL: String?
    /// The folder of the private PostgreSQL's data.
    public var dataDirectory: String
    /// The folder with what `Scripts/setup` fetched.
    public var toolsDirectory: String
    /// The folder of the embedding model; nil for the product's own.
    public var model: String?
    /// Whether a new database is filled with sample leads.
    public var demo: Bool
    /// The least important messages that are logged.
    public var logLevel: LogLevel
    /// The keys of which clients must send one; empty when the API is open.
    public var apiKeys: [String]
    /// The path under which a proxy publishes the service, without a slash at its end; or empty.
    public var rootPath: String
    /// The addresses or networks of proxies whose forwarding headers are believed.
    public var trustedProxies: [String]
    /// The origins whose pages may call the API.
    public var corsOrigins: [String]
    /// The largest request body, in bytes.
    public var bodyLimit: Int
    /// The most bytes of all large request bodies at once.
    public var bodiesLimit: Int
    /// The requests a second that a client may send; 0 for any number.
    public var rateLimit: Int
    /// The requests that a client may send at once; 0 for as many as in a second.
    public var rateBurst: Int
    /// The threads that read and answer requests; 0 for half of the processors.
    public var threads: Int
    /// The number of pipelined connections to PostgreSQL.
    public var poolSize: Int
    /// The candidates that a search by HNSW keeps, 10…1000.
    public var searchEffort: Int
    /// How many of 1,000 searches by HNSW are repeated exactly, 0…1000.
    public var recallSample: Int
    /// The bytes that the index in memory may take; nil for any number.
    public var indexMemory: Int?
    /// The file that keeps the index for a fast start; nil for none.
    public var indexSnapshot: String?

    /// Makes settings of checked values.
    init(_ found: SettingValues) {
        host = found.text(.host)
        port = found.integer(.port)
        databaseURL = found.optionalText(.databaseURL)
        dataDirectory = found.text(.dataDirectory)
        toolsDirectory = found.text(.toolsDirectory)
        model = found.optionalText(.model)
        demo = found.isOn(.demo)
        logLevel = LogLevel(rawValue: found.text(.logLevel)) ?? .info
        apiKeys = found.list(.apiKeys)
        rootPath = found.text(.rootPath)
        trustedProxies = found.list(.trustedProxies)
        corsOrigins = found.list(.corsOrigins)
        bodyLimit = found.integer(.bodyLimit)
        bodiesLimit = found.integer(.bodiesLimit)
        rateLimit = found.integer(.rateLimit)
        rateBurst = found.integer(.rateBurst)
        threads = found.integer(.threads)
        poolSize = found.integer(.poolSize)
        searchEffort = found.integer(.searchEffort)
        recallSample = found.integer(.recallSample)
        let mebibytes = found.integer(.indexMemory)
        indexMemory = mebibytes == 0 ? nil : mebibytes << 20
        indexSnapshot = found.optionalText(.indexSnapshot)
    }
}
