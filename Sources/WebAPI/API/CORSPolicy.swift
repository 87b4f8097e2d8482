/// Which pages of other origins may call the API from a browser (the Fetch standard, section 3.2).
public struct CORSPolicy: Sendable, Equatable {
    /// The origins allowed, such as `https://crm.example.com`; `*` allows every one.
    public var origins: [String]
    /// The request headers allowed beside the simple ones.
    public var headers: [String]
    /// The response headers that a page may read.
    public var exposedHeaders: [String]
    /// For how many seconds a browser may remember the answer.
    public var maxAge: Int

    /// A policy; without origins no page of another origin may call.
    public init(
        origins: [String] = [],
        headers: [String] = ["Authorization", "Content-Type", "X-API-Key", "X-Request-ID"],
        exposedHeaders: [String] = [
            "Location", "RateLimit", "RateLimit-Policy", "Retry-After", "X-Request-ID",
        ], maxAge: Int = 600
    ) {
        self.origins = origins
        self.headers = headers
        self.exposedHeaders = exposedHeaders
        self.maxAge = maxAge
    }

    /// The headers that every response to `origin` carries.
    func headers(for origin: String) -> [HeaderField] {
        guard let allowed = allowedOrigin(origin) else { return variance }
        var fields = [HeaderField("access-control-allow-origin", allowed)] + variance
        if !exposedHeaders.isEmpty {
            fields.append(
                HeaderField(
                    "access-control-expose-headers", exposedHeaders.joined(separator: ", ")))
        }
        return fields
    }

    /// The answer to the question that a browser asks before the request itself.
    func preflight(for origin: String, methods: [RequestMethod]) -> [HeaderField] {
        guard allowedOrigin(origin) != nil else { return [] }
        return [
            HeaderField(
                "access-control-allow-methods",
                methods.map(\.rawValue).joined(separator: ", ")),
            HeaderField("access-control-allow-headers", headers.joined(separator: ", ")),
            HeaderField("access-control-max-age", String(maxAge)),
        ]
    }

    private func allowedOrigin(_ origin: String) -> String? {
        if origins.contains("*") { return "*" }
        return origins.contains(origin) ? origin : nil
    }

    /// Unless every origin gets the same answer, caches must tell them apart.
    private var variance: [HeaderField] {
        origins.contains("*") ? [] : [HeaderField("vary", "Origin")]
    }
}
