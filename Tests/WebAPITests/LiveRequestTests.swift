import Testing
import WebAPI
import WebAPITesting

@Suite("Over a live socket") struct LiveRequestTests {
    static let post = "POST /api/notes HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"

    private func exchange(
        _ text: String, milliseconds: Int = 5000,
        _ change: @Sendable (inout ServerSettings) -> Void = { _ in }
    ) async throws -> RawSocket.Received {
        var settings = ServerSettings()
        settings.threads = 1
        change(&settings)
        return try await LiveServer.serve(try Sample.api(), settings: settings) { port in
            try await RawSocket.exchange(port: port, text, milliseconds: milliseconds)
        }
    }

    @Test("A request is answered with every header that it should have")
    func plain() async throws {
        let received = try await exchange(
            Self.post + "Content-Length: 12\r\nX-Request-ID: r7\r\nConnection: close\r\n\r\n"
                + #"{"text":"a"}"#)
        let text = received.text
        #expect(text.hasPrefix("HTTP/1.1 201 Created\r\n"))
        for line in [
            "content-type: application/json", "content-length: 22", "x-request-id: r7",
            "location: /api/notes/1", "connection: close", "x-content-type-options: nosniff",
            "cache-control: no-store",
        ] { #expect(text.contains("\r\n\(line)\r\n"), "\(line)") }
        #expect(text.contains("\r\ndate: "))
        #expect(text.hasSuffix("\r\n\r\n" + #"{"text":"a","stars":3}"#))
        #expect(received.isClosed)
    }

    @Test("Pipelined requests are answered in their order")
    func pipelined() async throws {
        let one = (1...50).map { "GET /api/notes/\($0) HTTP/1.1\r\nHost: x\r\n\r\n" }.joined()
        let received = try await exchange(
            one + "GET /nowhere HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
        let numbers = received.text.split(separator: "note ").dropFirst().map {
            Int($0.prefix { $0.isNumber })
        }
        #expect(numbers == (1...50).map { $0 })
        #expect(received.text.contains("404 Not Found"))
        #expect(received.isClosed)
    }

    @Test("A chunked body is read, in whatever pieces it comes")
    func chunked() async throws {
        let body = #"{"text":"chunky"}"#.map { "1\r\n\($0)\r\n" }.joined() + "0\r\n\r\n"
        let head = Self.post + "Transfer-Encoding: chunked\r\nConnection: close\r\n\r\n"
        let text = try await LiveServer.serve(try Sample.api()) { port in
            try await RawSocket.use(port: port) { socket in
                for character in head + body.prefix(20) { socket.send(String(character)) }
                socket.pause(milliseconds: 30)
                socket.send(String(body.dropFirst(20)))
                return socket.receive().text
            }
        }
        #expect(text.hasSuffix(#"{"text":"chunky","stars":3}"#))
    }

    @Test("HTTP/1.0 closes, unless it asks not to")
    func oldVersion() async throws {
        let closed = try await exchange("GET /api/notes/5 HTTP/1.0\r\n\r\n")
        #expect(closed.isClosed)
        #expect(closed.text.contains("200 OK"))
        let kept = try await exchange(
            "GET /api/notes/5 HTTP/1.0\r\nConnection: keep-alive\r\n\r\n", milliseconds: 200)
        #expect(!kept.isClosed)
        #expect(kept.text.contains("connection: keep-alive"))
    }

    @Test("A client that has finished sending still gets its answer")
    func halfClosed() async throws {
        let received = try await LiveServer.serve(try Sample.api()) { port in
            try await RawSocket.use(port: port) { socket in
                socket.send("GET /api/notes/5 HTTP/1.1\r\nHost: x\r\n\r\n")
                socket.finishSending()
                return socket.receive()
            }
        }
        #expect(received.text.contains("note 5"))
        #expect(received.isClosed)
    }

    @Test("Expect: 100-continue is answered before the body, or refused without it")
    func expectation() async throws {
        let texts = try await LiveServer.serve(try Sample.api()) { port in
            try await RawSocket.use(port: port) { socket in
                socket.send(Self.post + "Content-Length: 12\r\nExpect: 100-continue\r\n\r\n")
                let first = socket.receive { $0.hasSuffix("\r\n\r\n") }.text
                socket.send(#"{"text":"a"}"#)
                return [first, socket.receive { $0.hasSuffix("}") }.text]
            }
        }
        #expect(texts == ["HTTP/1.1 100 Continue\r\n\r\n", texts[1]])
        #expect(texts[1].contains("201 Created"))
        let refused = try await exchange(
            "POST /nowhere HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\nExpect: 100-continue\r\n\r\n"
        )
        #expect(refused.text.hasPrefix("HTTP/1.1 404"))
        #expect(refused.isClosed)
        let unknown = try await exchange(
            "GET /open HTTP/1.1\r\nHost: x\r\nExpect: tea\r\nConnection: close\r\n\r\n")
        #expect(unknown.text.hasPrefix("HTTP/1.1 417"))
    }

    @Test("An offer to change the protocol is passed over, and the connection closed")
    func upgrade() async throws {
        let received = try await exchange(
            "GET /api/notes/5 HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: h2c\r\n\r\n"
                + "GET /api/notes/6 HTTP/1.1\r\nHost: x\r\n\r\n")
        #expect(received.text.contains("note 5"))
        #expect(received.text.contains("connection: close"))
        #expect(received.isClosed)
    }
}
