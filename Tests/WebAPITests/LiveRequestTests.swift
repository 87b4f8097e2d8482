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

    @Test("A stream is chunked in HTTP/1.1 and ends with the connection in HTTP/1.0")
    func streams() async throws {
        let new = try await exchange(
            "GET /stream HTTP/1.1\r\nHost: x\r\n\r\nGET /api/notes/5 HTTP/1.1\r\nHost: x\r\n"
                + "Connection: close\r\n\r\n")
        #expect(new.text.contains("transfer-encoding: chunked"))
        #expect(
            new.text.contains(
                "\r\n\r\nb\r\n{\"line\":1}\n\r\nb\r\n{\"line\":2}\n\r\nb\r\n{\"line\":3}\n\r\n0\r\n\r\n"
            ))
        #expect(new.text.contains("note 5"))
        let old = try await exchange("GET /stream HTTP/1.0\r\n\r\n")
        #expect(!old.text.contains("chunked"))
        #expect(old.text.hasSuffix("\r\n\r\n{\"line\":1}\n{\"line\":2}\n{\"line\":3}\n"))
    }

    @Test("Large texts are compressed for who takes gzip")
    func gzip() async throws {
        let plain = try await exchange(
            "GET /large HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
        #expect(plain.bytes.count > 8000)
        let packed = try await exchange(
            "GET /large HTTP/1.1\r\nHost: x\r\nAccept-Encoding: br, gzip\r\n"
                + "Connection: close\r\n\r\n")
        #expect(packed.text.contains("content-encoding: gzip"))
        #expect(packed.bytes.count < 1000)
        let refused = try await exchange(
            "GET /large HTTP/1.1\r\nHost: x\r\nAccept-Encoding: gzip;q=0\r\n"
                + "Connection: close\r\n\r\n")
        #expect(!refused.text.contains("content-encoding"))
    }

    @Test("A header's value cannot begin another header")
    func injection() async throws {
        let evil = Operation(
            .get, "/evil", id: "evil", summary: "Evil", answers: [.empty(.ok)]
        ) { _ in
            .empty(
                .ok, headers: [.location("/a\r\nset-cookie: b=c\r\n\r\nbody"), .init("x\n", "y")])
        }
        let received = try await LiveServer.serve(try Sample.api([evil])) { port in
            try await RawSocket.exchange(
                port: port, "GET /evil HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
        }
        #expect(received.text.contains("location: /a  set-cookie: b=c    body\r\nx : y\r\n"))
        #expect(!received.text.contains("\nset-cookie"))
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

    @Test("HEAD of a stream says nothing of its length")
    func headOfStream() async throws {
        let received = try await exchange(
            "HEAD /stream HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
        #expect(received.text.hasPrefix("HTTP/1.1 200 OK"))
        #expect(!received.text.contains("content-length"))
        #expect(received.text.hasSuffix("\r\n\r\n"))
    }

    @Test("HEAD has the length of what GET would bring, and no body")
    func head() async throws {
        let received = try await exchange(
            "HEAD /large HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
        #expect(received.text.contains("content-length: 8400\r\n"))
        #expect(received.text.hasSuffix("\r\n\r\n"))
    }
}
