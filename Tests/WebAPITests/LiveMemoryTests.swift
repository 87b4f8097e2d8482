import NIOCore
import Testing
import WebAPITesting

@testable import WebAPI

@Suite("The memory of connections") struct LiveMemoryTests {
    @Test("A connection that has answered keeps little for its next answers", arguments: [1, 20])
    func output(requests: Int) async throws {
        try await OpenServer.serve(try Sample.api()) { port, loop in
            let (answers, answered) = AsyncStream.makeStream(of: Int.self)
            async let client: Void = RawSocket.use(port: port) { socket in
                let one = "GET /large HTTP/1.1\r\nHost: x\r\n\r\n"
                socket.send(String(repeating: one, count: requests))
                let text = socket.receive { $0.split(separator: "200 OK").count > requests }.text
                answered.yield(text.utf8.count)
                // The connection stays until it was looked at.
                _ = socket.receive()
            }
            var iterator = answers.makeAsyncIterator()
            #expect(try #require(await iterator.next()) > 8000 * requests)
            let capacities = try await loop.eventLoop.submit {
                let connections = Array(loop.connections.values)
                defer { loop.closeAll() }
                return connections.map(\.output.capacity)
            }.get()
            #expect(capacities.count == 1)
            #expect(capacities.allSatisfy { $0 <= 8 << 10 }, "\(capacities)")
            try await client
        }
    }
}
