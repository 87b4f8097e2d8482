import Testing
import WebAPI
import WebAPITesting

@Suite("Clients that take or send too much") struct LivePressureTests {
    static let huge = Operation(
        .get, "/huge", id: "huge", summary: "Huge", answers: [Answer(.ok, .bytes)]
    ) { _ in .bytes(Array(repeating: 65, count: 12 << 20), .bytes) }

    @Test("A client that is slow to read gets all of a large response in the end")
    func slowReader() async throws {
        let size = 12 << 20
        var settings = ServerSettings()
        settings.bodyTimeout = .milliseconds(400)
        let api = try Sample.api([Self.huge])
        let received = try await LiveServer.serve(api, settings: settings) { port in
            try await RawSocket.use(port: port) { socket in
                socket.send("GET /huge HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
                var count = 0
                while true {
                    let part = socket.receive { _ in true }
                    count += part.bytes.count
                    if part.isClosed || part.bytes.isEmpty { return count }
                    socket.pause(milliseconds: 8)
                }
            }
        }
        #expect(received > size)
    }

    @Test("What is sent while a handler works is left in the network, not gathered in memory")
    func backPressure() async throws {
        let (releases, release) = AsyncStream.makeStream(of: Void.self)
        let gate = Operation(
            .get, "/gate", id: "gate", summary: "Gate", answers: [Answer(.ok, .text)]
        ) { _ in
            for await _ in releases { break }
            return .text("through")
        }
        let taken = try await LiveServer.serve(try Sample.api([gate])) { port in
            try await RawSocket.use(port: port) { socket in
                let flooded = 200 << 20
                socket.send("GET /gate HTTP/1.1\r\nHost: x\r\n\r\n")
                socket.send(
                    "POST /api/upload HTTP/1.1\r\nHost: x\r\nContent-Type: text/csv\r\n"
                        + "Content-Length: \(flooded)\r\n\r\n")
                let bytes = Array(repeating: UInt8(ascii: "a"), count: 1 << 16)
                let taken = socket.flood(with: bytes, upTo: flooded, patience: 500)
                release.yield()
                let answers = socket.receive { $0.contains("413") && $0.contains("}") }
                #expect(answers.text.contains("through"))
                #expect(answers.text.contains("413 Content Too Large"))
                return taken
            }
        }
        #expect(taken < 64 << 20)
    }

    @Test("A client that is refused early may go on sending for a while")
    func lingering() async throws {
        let (sent, isClosed) = try await LiveServer.serve(try Sample.api()) { port in
            try await RawSocket.use(port: port) { socket in
                socket.send(LiveHostileTests.post + "Content-Length: 100000000\r\n\r\n")
                let refusal = socket.receive { $0.hasSuffix("}") }
                #expect(refusal.text.hasPrefix("HTTP/1.1 413"))
                let sent = (0..<4).map { _ in
                    socket.pause(milliseconds: 30)
                    return socket.send(String(repeating: "a", count: 1000))
                }
                socket.finishSending()
                return (sent, socket.receive(milliseconds: 1500).isClosed)
            }
        }
        #expect(sent == [true, true, true, true])
        #expect(isClosed)
    }

    @Test("A client that never reads a large response is let go of")
    func neverReadsLarge() async throws {
        var settings = ServerSettings()
        settings.bodyTimeout = .milliseconds(200)
        let api = try Sample.api([Self.huge])
        let received = try await LiveServer.serve(api, settings: settings) { port in
            try await RawSocket.use(port: port) { socket in
                socket.send("GET /huge HTTP/1.1\r\nHost: x\r\n\r\n")
                socket.pause(milliseconds: 1500)
                return socket.receive()
            }
        }
        #expect(received.isClosed)
        #expect(received.bytes.count < 12 << 20)
    }

    @Test("A client that sends on and on and reads late gets every answer")
    func readsLate() async throws {
        let many = String(repeating: "GET /large HTTP/1.1\r\nHost: x\r\n\r\n", count: 500)
        let received = try await LiveServer.serve(try Sample.api()) { port in
            try await RawSocket.use(port: port) { socket in
                for _ in 0..<4 { socket.send(many) }
                socket.finishSending()
                return socket.receive(milliseconds: 20_000)
            }
        }
        #expect(received.text.split(separator: "HTTP/1.1 200 OK").count == 2000)
        #expect(received.isClosed)
    }
}
