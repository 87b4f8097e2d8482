import NIOCore
import Synchronization
import Testing
import WebAPITesting

@testable import WebAPI

@Suite("The memory of connections") struct LiveMemoryTests {
    @Test("A connection that has answered keeps little for its next answers", arguments: [1, 20])
    func output(requests: Int) async throws {
        let (ports, listening) = AsyncStream.makeStream(of: Int.self)
        var settings = ServerSettings()
        settings.port = 0
        settings.threads = 1
        let server = HTTPServer(try Sample.api(), settings: settings, logger: Sample.quiet) {
            listening.yield($0)
        }
        let running = Task { try await server.run() }
        var portIterator = ports.makeAsyncIterator()
        let port = try #require(await portIterator.next())
        let (answers, answered) = AsyncStream.makeStream(of: Int.self)
        async let received = RawSocket.use(port: port) { socket in
            let one = "GET /large HTTP/1.1\r\nHost: x\r\n\r\n"
            socket.send(String(repeating: one, count: requests))
            let text = socket.receive { $0.split(separator: "200 OK").count > requests }.text
            answered.yield(text.utf8.count)
            // The connection stays until it was looked at.
            _ = socket.receive()
        }
        var answerIterator = answers.makeAsyncIterator()
        #expect(try #require(await answerIterator.next()) > 8000 * requests)
        let loop = try #require(server.serving.withLock { $0.first })
        let capacities = try await loop.eventLoop.submit {
            loop.connections.values.map(\.output.capacity)
        }.get()
        #expect(capacities.count == 1)
        #expect(capacities.allSatisfy { $0 <= 8 << 10 }, "\(capacities)")
        running.cancel()
        try await received
        try await running.value
    }
}
