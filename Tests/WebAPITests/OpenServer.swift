import Synchronization
import Testing

@testable import WebAPI

/// A server whose connections a test can look at; all are on one event loop.
enum OpenServer {
    /// Calls `body` with the port of a running server and its loop, and stops the server afterwards.
    static func serve<Result: Sendable>(
        _ api: API, _ body: @Sendable (Int, LoopState) async throws -> Result
    ) async throws -> Result {
        let (ports, ready) = AsyncStream.makeStream(of: Int.self)
        var settings = ServerSettings()
        settings.port = 0
        settings.threads = 1
        let server = HTTPServer(api, settings: settings, logger: Sample.quiet) { ready.yield($0) }
        let running = Task { try await server.run() }
        defer { running.cancel() }
        var iterator = ports.makeAsyncIterator()
        let port = try #require(await iterator.next())
        let loop = try #require(server.serving.withLock { $0.first })
        let result = try await body(port, loop)
        running.cancel()
        try await running.value
        return result
    }
}
