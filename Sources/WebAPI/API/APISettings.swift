/// How an API behaves, whatever carries it.
public struct APISettings: Sendable {
    /// The keys that open operations that need one; none means that all are open.
    public var keys = APIKeys([])
    /// Which pages of other origins may call.
    public var cors = CORSPolicy()
    /// The most bytes of a body, unless an operation says otherwise.
    public var bodyLimit = 1 << 20
    /// The most bytes of all bodies being received or worked on; a body beyond them is 503.
    public var bodiesLimit = 128 << 20
    /// How many requests a client may send, or nil for any number.
    public var rateLimit: RateLimit?
    /// The path under which a proxy offers the service, such as `/leadline`; empty for the root.
    public var rootPath = ""
    /// The networks whose `X-Forwarded-*` and `Forwarded` headers are believed.
    public var trustedProxies: [AddressRange] = []
    /// The folder with `swagger-ui-dist/` and `redoc/`; nil lets the pages load them from a CDN.
    public var assetsPath: String?
    /// Whether `/docs`, `/redoc` and `/openapi.json` are offered.
    public var offersDocumentation = true

    /// The settings by default.
    public init() {}
}
