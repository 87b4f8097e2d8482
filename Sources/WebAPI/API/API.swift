public import Logging

/// The operations put together (routing, refusals, documents), knowing no transport.
public final class API: Sendable {
    /// What the OpenAPI document says of the API as a whole.
    public let info: APIInfo
    /// Every operation, those of the documentation included.
    public let operations: [Operation]
    /// How the API behaves.
    public let settings: APISettings

    let router: Router
    let endpoints: [Endpoint]
    /// Counts the requests that no operation took.
    let refusals: OperationMetrics?
    let logger: Logger
    let rootPath: [UInt8]
    let limiter: RateLimiter?
    /// The memory that bodies of all connections may take together.
    let bodies: BodyBudget
    /// Whether each request is logged; asked once, as the answer costs time.
    let logsRequests: Bool

    /// Puts operations together.
    ///
    /// - Parameters:
    ///   - info: what the OpenAPI document says of the API as a whole.
    ///   - operations: the operations; `/openapi.json`, `/docs` and `/redoc` are added.
    ///   - settings: how the API behaves.
    ///   - metrics: counts requests when given.
    ///   - logger: hears of errors that no handler foresaw.
    /// - Throws: `APIError` when the declarations contradict each other.
    public init(
        _ info: APIInfo, operations: [Operation], settings: APISettings = APISettings(),
        metrics: APIMetrics? = nil, logger: Logger
    ) throws(APIError) {
        var settings = settings
        settings.rootPath = PathTemplate(settings.rootPath).text
        if settings.rootPath == "/" { settings.rootPath = "" }
        var all = operations
        if settings.offersDocumentation {
            all += Documentation(info, operations, settings).operations
        }
        try Self.check(all)
        var router = Router()
        for (index, operation) in all.enumerated() {
            try router.add(operation.method, operation.path, index)
        }
        self.info = info
        self.operations = all
        self.settings = settings
        self.router = router
        let counters = metrics?.counters(for: all)
        refusals = counters?.last
        endpoints = all.enumerated().map { [settings] index, operation in
            Endpoint(operation, settings, counters: counters?[index])
        }
        self.logger = logger
        logsRequests = logger.logLevel <= .debug
        rootPath = Array(settings.rootPath.utf8)
        limiter = settings.rateLimit.map { [settings] limit in
            RateLimiter(limit, keys: settings.keys.count)
        }
        bodies = BodyBudget(limit: settings.bodiesLimit)
    }
}
