public import Embedding

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

    /// The milliseconds that a single text waits for its vector.
    public var patience: Int

    /// The tokens that may be paid for until the process ends; nil for no limit.
    public var tokenLimit: Int?

    /// Makes settings.
    public init(
        apiKey: String? = nil, batchSize: Int = 128, concurrency: Int = 4, timeout: Int = 30,
        attempts: Int = 5, patience: Int = 2_000, tokenLimit: Int? = nil
    ) {
        self.apiKey = apiKey
        self.batchSize = max(batchSize, 1)
        self.concurrency = max(concurrency, 1)
        self.timeout = max(timeout, 1)
        self.attempts = max(attempts, 1)
        self.patience = max(patience, 1)
        self.tokenLimit = tokenLimit
    }

    /// The limits of a manifest, and the key from the variable that it names.
    ///
    /// - Parameters:
    ///   - endpoint: What the manifest says of the service.
    ///   - environment: The variables of the process; the key stands nowhere else.
    /// - Throws: `ModelError` with code `keyMissing`.
    public init(
        _ endpoint: ModelManifest.Endpoint, environment: [String: String]
    ) throws(ModelError) {
        let limits = endpoint.limits
        self.init(tokenLimit: limits.tokenLimit)
        batchSize = limits.batchSize ?? batchSize
        concurrency = limits.concurrency ?? concurrency
        timeout = limits.timeout ?? timeout
        attempts = limits.attempts ?? attempts
        patience = limits.patience ?? patience
        guard let variable = endpoint.keyVariable else { return }
        guard let key = environment[variable], !key.isEmpty else {
            throw ModelError(
                .keyMissing,
                "the embedding service \(endpoint.place) needs a key: set \(variable)")
        }
        // A key goes into a header as it is; a line break would end the header.
        guard key.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) else {
            throw ModelError(
                .keyMissing,
                "\(variable) holds spaces, line breaks or other characters that no key has: "
                    + "set it again")
        }
        apiKey = key
    }

    /// The settings without the key.
    public var description: String {
        "batches of \(batchSize), \(concurrency) at a time, \(timeout) s, \(attempts) attempts, "
            + "patience \(patience) ms, token limit \(tokenLimit.map(String.init) ?? "none"), "
            + (apiKey == nil ? "no key" : "a key")
    }
}

extension ModelManifest.Endpoint {
    /// The address without what may be secret: user, password and query.
    public var place: String {
        let bare = url.prefix { $0 != "?" && $0 != "#" }
        guard let scheme = bare.firstRange(of: "://") else { return String(bare) }
        let rest = bare[scheme.upperBound...]
        let host = rest.prefix { $0 != "/" }
        guard let user = host.lastIndex(of: "@") else { return String(bare) }
        return String(bare[..<scheme.upperBound]) + rest[rest.index(after: user)...]
    }
}
