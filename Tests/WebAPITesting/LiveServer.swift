public import Logging
public import WebAPI

/// Serves an API on a free port of this machine while a test runs.
public enum LiveServer {
    /// Calls `body` with the port of a running server, and stops the server afterwards.
    ///
    /// - Throws: `ServerError` when it cannot listen; else what `body` throws.
    public static func serve<Result: Sendable>(
        _ api: API, settings: ServerSettings = ServerSettings(),
        logger: Logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() },
        _ body: @Sendable (Int) async throws -> Result
    ) async throws -> Result {
        var settings = settings
        settings.host = "127.0.0.1"
        settings.port = 0
        let (ports, ready) = AsyncStream.makeStream(of: Int.self)
        let server = HTTPServer(api, settings: settings, logger: logger) { port in
            ready.yield(port)
            ready.finish()
        }
        return try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask {
                defer { ready.finish() }
                try await server.run()
            }
            var iterator = ports.makeAsyncIterator()
            guard let port = await iterator.next() else {
                try await group.next()
                throw CancellationError()
            }
            let result = try await body(port)
            group.cancelAll()
            try await group.waitForAll()
            return result
        }
    }
}
