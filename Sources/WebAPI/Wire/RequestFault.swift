/// Why bytes are not a request that this server takes.
enum RequestFault: Error, Equatable {
    /// It is not HTTP/1.1 as RFC 9112 writes it, or two readers could take it differently.
    case malformed
    /// The head, or what stands behind a chunked body, is too long.
    case headersTooLarge
    /// Another version than HTTP/1.1 and HTTP/1.0.
    case versionNotSupported
    /// A transfer coding besides `chunked` (RFC 9112, section 6.1).
    case codingNotSupported

    /// What the client is told.
    var problem: HTTPProblem {
        switch self {
        case .malformed: HTTPProblem(.badRequest, "Invalid HTTP request.")
        case .headersTooLarge: HTTPProblem(.headersTooLarge, "The headers are too large.")
        case .versionNotSupported: HTTPProblem(.versionNotSupported, "Speak HTTP/1.1.")
        case .codingNotSupported:
            HTTPProblem(.notImplemented, "No transfer coding but chunked is known.")
        }
    }
}
