extension Setting {
    static let host = Setting(
        "host", .text, default: "127.0.0.1",
        "The address to listen on; 0.0.0.0 for all of IPv4, :: for all.")
    static let port = Setting(
        "port", .integer(0...65_535), default: "8080",
        "The port to listen on; 0 takes a free one.")
    static let databaseURL = Setting(
        "database_url", .text, isSecret: true,
        "The PostgreSQL to use (libpq URL or key=value form); without one a private server is run.")
    static let dataDirectory = Setting(
        "data_dir", .text, default: ".leadline", "The folder of the private PostgreSQL's data.")
    static let toolsDirectory = Setting(
        "tools_dir", .text, default: ".leadline/tools",
        "The folder in which Scripts/setup puts PostgreSQL and the pages of /docs.")
    static let model = Setting(
        "model", .text, "The folder of the embedding model; without one that of the product.")
    static let demo = Setting(
        "demo", .flag, default: "1",
        "Whether a new database is filled with sample leads; "
            + "one of your own only when set to 1.")
    static let logLevel = Setting(
        "log_level", .choice(LogLevel.allCases.map(\.rawValue)), default: "info",
        "The least important messages that are logged.")
    static let apiKeys = Setting(
        "api_keys", .list, isSecret: true,
        "The keys that clients must send one of; without any the API is open.")
    static let rootPath = Setting(
        "root_path", .text, "The path under which a proxy publishes the service, such as /leads.")
    static let trustedProxies = Setting(
        "trusted_proxies", .list,
        "The addresses (CIDR) of proxies whose forwarding headers are believed.")
    static let corsOrigins = Setting(
        "cors_origins", .list, "The origins whose pages may call the API; * for all.")
    static let bodyLimit = Setting(
        "body_limit", .integer(1_024...1_073_741_824), default: "1048576",
        "The largest request body, in bytes; one with many leads may have 8 times as many.")
    static let bodiesLimit = Setting(
        "bodies_limit", .integer(1_048_576...1_099_511_627_776), default: "134217728",
        "The most bytes of all large request bodies at once; more are answered 503.")
    static let rateLimit = Setting(
        "rate_limit", .integer(0...1_000_000), default: "0",
        "The requests a second that a key, or without keys an address, may send; 0 for any number.")
    static let rateBurst = Setting(
        "rate_burst", .integer(0...1_000_000), default: "0",
        "The requests that it may send at once after a pause; 0 for as many as in a second.")
    static let threads = Setting(
        "threads", .integer(0...1024), default: "0",
        "The threads that read and answer requests; 0 for half of the processors, as PostgreSQL "
            + "needs the others.")
    static let poolSize = Setting(
        "pool_size", .integer(1...256), default: "4",
        "The pipelined connections to PostgreSQL.")
    static let searchEffort = Setting(
        "search_effort", .integer(10...1000), default: "100",
        "The candidates that a search by HNSW keeps (hnsw.ef_search): more find more, and take "
            + "longer.")
    static let recallSample = Setting(
        "recall_sample", .integer(0...1000), default: "10",
        "How many of 1,000 searches by HNSW are repeated exactly, to measure their recall.")

    static let indexMemory = Setting(
        "index_memory", .integer(0...67_108_864), default: "0",
        "The MiB that the index in memory may take; PostgreSQL searches when it needs more; "
            + "0 for any number.")
    static let indexSnapshot = Setting(
        "index_snapshot", .text,
        "The file that keeps the index for a fast start; without one it is read from PostgreSQL.")

    /// Every setting, in the order of the documents.
    public static let all = [
        host, port, databaseURL, dataDirectory, toolsDirectory, model, demo, logLevel, apiKeys,
        rootPath, trustedProxies, corsOrigins, bodyLimit, bodiesLimit, rateLimit, rateBurst,
        threads, poolSize, searchEffort, recallSample, indexMemory, indexSnapshot,
    ]

    /// The variable that names the configuration file; also `--config`.
    public static let fileVariable = "LEADLINE_CONFIG"

    /// Variables that are read elsewhere: the instruction set to use and the folder of migrations.
    static let otherVariables: Set<String> = [
        fileVariable, "LEADLINE_ISA", "LEADLINE_MIGRATIONS",
    ]
}
