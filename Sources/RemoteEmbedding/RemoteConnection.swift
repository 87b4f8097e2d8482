internal import AsyncHTTPClient
internal import NIOCore
internal import NIOHTTP1

/// Posts bodies to one address and tells how that ended.
final class RemoteConnection: Sendable {
    private let url: String
    private let key: String?
    private let client: HTTPClient

    /// The largest answer that is read, in bytes.
    private static let largestAnswer = 64 << 20

    init(url: String, key: String?) {
        self.url = url
        self.key = key
        var configuration = HTTPClient.Configuration()
        configuration.timeout.connect = .seconds(5)
        // The key belongs to this address and to no other.
        configuration.redirectConfiguration = .disallow
        // RetrySchedule decides about trying again; the client would do so for its whole time out.
        configuration.connectionPool.retryConnectionEstablishment = false
        client = HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
    }

    deinit {
        let client = client
        // It fails only when it was shut down before; nobody else does that.
        Task { try? await client.shutdown() }
    }

    /// Sends a body as JSON.
    ///
    /// - Returns: How it ended, and the body of the answer.
    func post(_ body: [UInt8], timeout: Duration) async -> (RetrySchedule.Outcome, [UInt8]) {
        var request = HTTPClientRequest(url: url)
        request.method = .POST
        request.headers.add(name: "content-type", value: "application/json")
        if let key { request.headers.add(name: "authorization", value: "Bearer \(key)") }
        request.body = .bytes(ByteBuffer(bytes: body))
        do {
            let response = try await client.execute(request, timeout: TimeAmount(timeout))
            let content = try await response.body.collect(upTo: Self.largestAnswer)
            let retryAfter = response.headers.first(name: "retry-after").flatMap {
                RetryAfter.seconds($0, date: response.headers.first(name: "date"))
            }
            return (
                .status(Int(response.status.code), retryAfter: retryAfter),
                Array(content.readableBytesView)
            )
        } catch let error as HTTPClientError {
            return (.noAnswer(isSlow: Self.isSlow(error)), [])
        } catch {
            return (.noAnswer(isSlow: false), [])
        }
    }

    private static func isSlow(_ error: HTTPClientError) -> Bool {
        error == .deadlineExceeded || error == .readTimeout
            || error == .getConnectionFromPoolTimeout
    }
}
