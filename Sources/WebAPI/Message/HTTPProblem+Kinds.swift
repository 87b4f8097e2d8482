extension HTTPProblem {
    /// 404.
    public static func notFound(_ detail: String? = nil, code: String? = nil) -> HTTPProblem {
        HTTPProblem(.notFound, code: code, detail)
    }

    /// 409.
    public static func conflict(_ detail: String, code: String? = nil) -> HTTPProblem {
        HTTPProblem(.conflict, code: code, detail)
    }

    /// 429 with `Retry-After`.
    public static func tooManyRequests(
        _ detail: String? = nil, code: String? = nil, retryAfter seconds: Int
    ) -> HTTPProblem {
        HTTPProblem(
            .tooManyRequests, code: code, detail, headers: [.retryAfter(seconds: seconds)])
    }

    /// 503 with `Retry-After`: the server has too much to do, or something it needs is away.
    public static func unavailable(
        _ detail: String? = nil, code: String? = nil, retryAfter seconds: Int
    ) -> HTTPProblem {
        HTTPProblem(.unavailable, code: code, detail, headers: [.retryAfter(seconds: seconds)])
    }

    /// 413 that names the limit.
    static func contentTooLarge(limit: Int) -> HTTPProblem {
        HTTPProblem(
            .contentTooLarge, code: "content_too_large",
            "The body is larger than the \(limit) bytes that this operation takes.")
    }

    /// 401 with the challenge of RFC 6750.
    static let keyMissing = HTTPProblem(
        .unauthorized, "Not authenticated", headers: [HeaderField("www-authenticate", "Bearer")])

    /// 401 for a key that is not among the configured ones.
    static let keyUnknown = HTTPProblem(
        .unauthorized, "Invalid API key",
        headers: [HeaderField("www-authenticate", "Bearer error=\"invalid_token\"")])
}
