import Testing
import WebAPI
import WebAPITesting

@Suite("Responses on the wire") struct LiveResponseTests {
    private func exchange(_ text: String) async throws -> RawSocket.Received {
        try await LiveServer.serve(try Sample.api()) { port in
            try await RawSocket.exchange(port: port, text)
        }
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
