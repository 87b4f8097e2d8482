/// What a handler answers.
public struct Response: Sendable {
    /// The status.
    public var status: ResponseStatus
    /// Headers beside those that the server writes itself (`date`, `content-length`,
    /// `content-type`, `x-request-id` and the security headers).
    public var headers: [HeaderField]
    /// The media type of the body.
    public var mediaType: MediaType
    /// The body.
    var content: Content

    enum Content: Sendable {
        case none
        case bytes([UInt8])
        case asset(Asset)
        case stream(@Sendable (ResponseStream) async throws -> Void)

        var isStream: Bool {
            guard case .stream = self else { return false }
            return true
        }
    }

    init(_ status: ResponseStatus, _ type: MediaType, _ content: Content, _ headers: [HeaderField])
    {
        self.status = status
        self.headers = headers
        self.mediaType = type
        self.content = content
    }

    /// A response whose body is these bytes.
    public static func bytes(
        _ bytes: [UInt8], _ mediaType: MediaType, status: ResponseStatus = .ok,
        headers: [HeaderField] = []
    ) -> Response {
        Response(status, mediaType, .bytes(bytes), headers)
    }

    /// A response whose body is this text, `text/plain` unless told.
    public static func text(
        _ text: String, _ mediaType: MediaType = .text, status: ResponseStatus = .ok,
        headers: [HeaderField] = []
    ) -> Response {
        Response(status, mediaType, .bytes(Array(text.utf8)), headers)
    }

    /// A response without a body.
    public static func empty(
        _ status: ResponseStatus = .noContent, headers: [HeaderField] = []
    ) -> Response {
        Response(status, .json, .none, headers)
    }

    /// A response whose body is written bit by bit (chunked in HTTP/1.1).
    ///
    /// When `write` throws, the connection is closed before the body's end, so that the client
    /// sees that something is missing.
    public static func stream(
        _ mediaType: MediaType, status: ResponseStatus = .ok, headers: [HeaderField] = [],
        _ write: @escaping @Sendable (ResponseStream) async throws -> Void
    ) -> Response {
        Response(status, mediaType, .stream(write), headers)
    }
}
