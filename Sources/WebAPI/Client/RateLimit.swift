/// How many requests a client may send: a bucket of tokens that fills evenly.
public struct RateLimit: Sendable, Equatable {
    /// The requests a second in the long run, from 1 on.
    public var rate: Int
    /// The requests at once after a pause, from 1 on.
    public var burst: Int

    /// A limit; a burst of a second's requests unless told.
    public init(rate: Int, burst: Int? = nil) {
        self.rate = max(1, rate)
        self.burst = max(1, burst ?? rate)
    }
}

/// What a client has left, and the headers that tell it.
struct RateAllowance: Sendable, Equatable {
    var limit: RateLimit
    /// The requests that it may send at once.
    var remaining: Int
    /// After how many seconds it may send as many as ever.
    var reset: Int
    /// After how many seconds to try again; nil when this request is taken.
    var retryAfter: Int?

    /// `RateLimit-Policy` and `RateLimit` (draft-ietf-httpapi-ratelimit-headers-10).
    var headers: [HeaderField] {
        let window = (limit.burst + limit.rate - 1) / limit.rate
        return [
            HeaderField("ratelimit-policy", "\"default\";q=\(limit.burst);w=\(window)"),
            HeaderField("ratelimit", "\"default\";r=\(remaining);t=\(reset)"),
        ]
    }
}
