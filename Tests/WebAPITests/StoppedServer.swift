import ServiceLifecycle
import Testing
import WebAPI

/// A server that is told to stop while a test sends to it.
enum StoppedServer {
    /// Calls `send` with the port of a running server, stops it gracefully after the first of
    /// `moments`, and returns when both have ended.
    static func use<Result: Sendable>(
        _ operations: [Operation], _ change: (inout ServerSettings) -> Void,
        stopAfter moments: AsyncStream<Void>, breaksOff: Bool = false,
        _ send: @Sendable (Int) async throws -> Result
    ) async throws -> Result {
        var settings = ServerSettings()
        settings.port = 0
        change(&settings)
        let (ports, ready) = AsyncStream.makeStream(of: Int.self)
        let server = HTTPServer(
            try Sample.api(operations), settings: settings, logger: Sample.quiet
        ) { ready.yield($0) }
        let group = ServiceGroup(services: [server], logger: Sample.quiet)
        async let running: Void = group.run()
        var portIterator = ports.makeAsyncIterator()
        let port = try #require(await portIterator.next())
        async let sent = send(port)
        for await _ in moments { break }
        await group.triggerGracefulShutdown()
        if breaksOff { server.breakOff() }
        let result = try await sent
        try await running
        return result
    }
}
