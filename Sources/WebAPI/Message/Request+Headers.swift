extension Request {
    /// The first header of this name in any case, or nil.
    public func header(_ name: String) -> String? { headers.first(name) }

    /// `Accept`; several lines are one list (RFC 9110, section 5.3).
    var accept: String? { list(known.accept, "accept") }

    /// `Accept-Encoding`, as one list.
    var acceptEncoding: String? { list(known.acceptEncoding, "accept-encoding") }

    var apiKey: String? { headers.text(known.apiKey) }

    var authorization: String? { headers.text(known.authorization) }

    var contentEncoding: String? { headers.text(known.contentEncoding) }

    var contentType: String? { headers.text(known.contentType) }

    var origin: String? { headers.text(known.origin) }

    /// Whether `Content-Type` is `application/json` and no more, which nearly all bodies have.
    var isPlainJSON: Bool { headers.isCaseless(known.contentType, "application/json") }

    /// Whether a body follows the head.
    var hasBody: Bool { known.isChunked || (known.contentLength ?? 0) > 0 }

    private func list(_ place: KnownHeaders.Place, _ name: String) -> String? {
        known.hasLists && place.isThere
            ? headers[name].joined(separator: ",") : headers.text(place)
    }

    /// Whether errors shall be problem details (RFC 9457).
    var wantsProblem: Bool {
        guard let accept else { return false }
        return Acceptance(accept).prefersProblem
    }

    /// Whether the response may be compressed with gzip.
    var takesGzip: Bool {
        guard let value = acceptEncoding else { return false }
        return Acceptance(value).quality(ofCoding: "gzip") > 0
    }
}
