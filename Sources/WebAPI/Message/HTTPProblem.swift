/// A refusal that the client is told of: throw it from a handler.
///
/// It is sent as `{"detail": …}`, or as problem details (RFC 9457) to a client that asks for
/// `application/problem+json`.
public struct HTTPProblem: Error, Sendable, Equatable, CustomStringConvertible {
    /// The response's status.
    public var status: ResponseStatus
    /// What happened, for programs, such as `lead_not_found`; sent as member `code` unless nil.
    public var code: String?
    /// What happened and what to do, for people; the client sees it.
    public var detail: String
    /// Headers of the response, such as `Retry-After`.
    public var headers: [HeaderField]

    /// A refusal; without `detail` it says the status' reason phrase.
    public init(
        _ status: ResponseStatus, code: String? = nil, _ detail: String? = nil,
        headers: [HeaderField] = []
    ) {
        self.status = status
        self.code = code
        self.detail = detail ?? status.reason
        self.headers = headers
    }

    /// The status and the code, without the detail, which may name a customer's data.
    public var description: String {
        "HTTP \(status.code)" + (code.map { " (\($0))" } ?? "")
    }
}
