/// The status code of a response (RFC 9110, section 15).
public struct ResponseStatus: Sendable, Equatable, Hashable {
    /// The code, 100...599.
    public let code: Int

    /// A status by its code; codes outside 100...599 become 500.
    public init(code: Int) { self.code = (100...599).contains(code) ? code : 500 }

    /// 200: here is what was asked for.
    public static let ok = ResponseStatus(code: 200)
    /// 201: something new was made.
    public static let created = ResponseStatus(code: 201)
    /// 202: taken, not done yet.
    public static let accepted = ResponseStatus(code: 202)
    /// 204: done, and there is nothing to say.
    public static let noContent = ResponseStatus(code: 204)
    /// 207: each part has its own status.
    public static let multiStatus = ResponseStatus(code: 207)
    /// 304: the client's copy is current.
    public static let notModified = ResponseStatus(code: 304)
    /// 400: the request isn't HTTP, or cannot be understood.
    public static let badRequest = ResponseStatus(code: 400)
    /// 401: a key is needed.
    public static let unauthorized = ResponseStatus(code: 401)
    /// 403: this key may not do that.
    public static let forbidden = ResponseStatus(code: 403)
    /// 404: there is no such resource.
    public static let notFound = ResponseStatus(code: 404)
    /// 405: the resource has no such method.
    public static let methodNotAllowed = ResponseStatus(code: 405)
    /// 406: the resource cannot be had in a form that the client takes.
    public static let notAcceptable = ResponseStatus(code: 406)
    /// 408: the client took too long to send its request.
    public static let requestTimeout = ResponseStatus(code: 408)
    /// 409: the request contradicts what is stored.
    public static let conflict = ResponseStatus(code: 409)
    /// 413: the body is larger than the operation takes.
    public static let contentTooLarge = ResponseStatus(code: 413)
    /// 415: the operation doesn't take this kind of body.
    public static let unsupportedMediaType = ResponseStatus(code: 415)
    /// 417: an expectation cannot be met.
    public static let expectationFailed = ResponseStatus(code: 417)
    /// 422: the values are not valid.
    public static let unprocessable = ResponseStatus(code: 422)
    /// 429: too many requests.
    public static let tooManyRequests = ResponseStatus(code: 429)
    /// 431: the headers are larger than the server takes.
    public static let headersTooLarge = ResponseStatus(code: 431)
    /// 500: the server's own mistake.
    public static let internalError = ResponseStatus(code: 500)
    /// 501: a part of HTTP that this server does not have.
    public static let notImplemented = ResponseStatus(code: 501)
    /// 503: not now, try again.
    public static let unavailable = ResponseStatus(code: 503)
    /// 505: the server doesn't speak this version of HTTP.
    public static let versionNotSupported = ResponseStatus(code: 505)

    /// Whether a response of this status has no body (RFC 9110, section 6.4.1).
    var hasNoBody: Bool { code < 200 || code == 204 || code == 304 }
}
