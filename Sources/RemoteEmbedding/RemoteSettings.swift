/// How a remote model is used.
public struct RemoteSettings: Sendable, CustomStringConvertible {
    /// The key that is sent as a bearer token; nil for services that need none.
    public var apiKey: String?

    /// The texts of a request.
    public var batchSize: Int

    /// The requests under way at the same time.
    public var concurrency: Int

    /// The seconds that one request may take.
    public var timeout: Int

    /// The requests sent at most for a batch, the first one counted.
    public var attempts: Int

    /// The tokens that may be paid for until the process ends; nil for no limit.
    public var tokenLimit: Int?

    /// Makes settings.
    public init(
        apiKey: String? = nil, batchSize: Int = 128, concurrency: Int = 4, timeout: Int = 30,
        attempts: Int = 5, tokenLimit: Int? = nil
    ) {
        self.apiKey = apiKey
        self.batchSize = max(batchSize, 1)
        self.concurrency = max(concurrency, 1)
        self.timeout = max(timeout, 1)
        self.attempts = max(attempts, 1)
        self.tokenLimit = tokenLimit
    }

    /// The settings without the key.
    public var description: String {
        "batches of \(batchSize), \(concurrency) at a time, \(timeout) s, \(attempts) attempts, "
            + "token limit \(tokenLimit.map(String.init) ?? "none"), "
            + (apiKey == nil ? "no key" : "a key")
    }
}
