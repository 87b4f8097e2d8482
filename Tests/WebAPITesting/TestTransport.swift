public import WebAPI

/// Carries requests to an API without a socket.
public struct TestTransport: Sendable {
    /// The API that answers.
    public let api: API
    /// Headers that every request carries.
    public var headers: [(String, String)]
    /// The address that requests seem to come from.
    public var peer: String?

    /// A transport to an API.
    public init(_ api: API, headers: [(String, String)] = [], peer: String? = "192.0.2.1") {
        self.api = api
        self.headers = headers
        self.peer = peer
    }

    /// Sends a request and gives its response.
    ///
    /// - Parameters:
    ///   - method: the method.
    ///   - target: path and query.
    ///   - json: a body, sent as `application/json` unless a header says otherwise.
    ///   - more: headers of this request.
    /// - Returns: the response.
    /// - Throws: what a streamed response throws.
    public func send(
        _ method: RequestMethod, _ target: String, json: String = "",
        headers more: [(String, String)] = []
    ) async throws -> TestResponse {
        try await send(method, target, bytes: Array(json.utf8), headers: more)
    }

    /// Sends a request whose body is any bytes.
    ///
    /// - Throws: what a streamed response throws.
    public func send(
        _ method: RequestMethod, _ target: String, bytes: [UInt8],
        headers more: [(String, String)] = []
    ) async throws -> TestResponse {
        var all = headers + more
        let isTyped = all.contains { $0.0.lowercased() == "content-type" }
        if !bytes.isEmpty, !isTyped { all.append(("content-type", "application/json")) }
        let plain = try await api.answer(method, target, headers: all, body: bytes, peer: peer)
        return TestResponse(status: plain.status, headers: plain.headers, bytes: plain.body)
    }
}
