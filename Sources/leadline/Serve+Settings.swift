import LeadSearch
import LeadStore
import Logging
import Settings
import WebAPI

extension APISettings {
    /// How the API behaves by the settings of the process.
    init(_ settings: Settings) throws {
        self.init()
        keys = APIKeys(settings.apiKeys)
        cors = CORSPolicy(origins: settings.corsOrigins)
        bodyLimit = settings.bodyLimit
        bodiesLimit = max(settings.bodiesLimit, 8 * settings.bodyLimit)
        if settings.rateLimit > 0 {
            rateLimit = RateLimit(
                rate: settings.rateLimit,
                burst: settings.rateBurst > 0 ? settings.rateBurst : nil)
        }
        rootPath = settings.rootPath
        trustedProxies = try settings.trustedProxies.map { try AddressRange($0) }
        assetsPath = settings.toolsDirectory + "/docs"
    }
}

extension ServerSettings {
    /// How the server listens by the settings of the process.
    init(_ settings: Settings) {
        self.init()
        host = settings.host
        port = settings.port
        threads = settings.threads
    }
}

extension LeadSearch {
    /// The search by the settings of the process.
    convenience init(_ store: LeadStore, _ settings: Settings, _ logger: Logger) {
        self.init(
            store: store, effort: settings.searchEffort, sampled: settings.recallSample,
            logger: logger)
    }
}
