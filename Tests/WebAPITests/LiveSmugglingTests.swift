import Testing
import WebAPITesting

@testable import WebAPI

@Suite("Requests hidden in others") struct LiveSmugglingTests {
    static let hidden = "GET /api/notes/66 HTTP/1.1\r\nHost: x\r\n\r\n"
    static let post = "POST /api/notes HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"

    private func exchange(_ text: String) async throws -> RawSocket.Received {
        var settings = ServerSettings()
        settings.threads = 1
        settings.headerTimeout = .milliseconds(300)
        settings.bodyTimeout = .milliseconds(300)
        return try await LiveServer.serve(try Sample.api(), settings: settings) { port in
            try await RawSocket.exchange(port: port, text)
        }
    }

    @Test(
        "A request that two servers could end at different places is the connection's last",
        arguments: [
            "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
            "Transfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n0\r\n\r\n",
            "Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n\r\n0\r\n\r\n",
            "Transfer-Encoding: identity, chunked\r\n\r\n0\r\n\r\n",
            "Transfer-Encoding : chunked\r\n\r\n0\r\n\r\n",
            "Transfer-Encoding:\r\n chunked\r\n\r\n0\r\n\r\n",
            "X: y\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
            "X: y\rTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
            "Transfer-Encoding: chunked\r\n\r\n0\n\n",
            "Transfer-Encoding: chunked\r\n\r\n0\r\nContent-Length: 9\r\n\r\n",
            "Transfer-Encoding: chunked\r\n\r\n1;\n\r\na\r\n0\r\n\r\n",
            "Content-Length: 0\r\nContent-Length: 43\r\n\r\n", "Content-Length: 0, 43\r\n\r\n",
            "Content-Length: 0\u{b}\r\n\r\n", "Content_Length: 0\r\nContent-Length: 00x\r\n\r\n",
        ])
    func ambiguous(rest: String) async throws {
        let received = try await exchange(Self.post + rest + Self.hidden)
        #expect(received.text.split(separator: "HTTP/1.1 ").count == 1, "\(received.text)")
        #expect(["400", "501"].contains(received.text.dropFirst(9).prefix(3)))
        #expect(received.text.contains("connection: close"))
        #expect(received.isClosed)
    }

    @Test("What looks like a request in a body is a part of the body")
    func bodies() async throws {
        let count = Self.hidden.utf8.count
        let plain = try await exchange(
            Self.post + "Content-Length: \(count)\r\n\r\n" + Self.hidden
                + "GET /api/notes/5 HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
        #expect(plain.text.contains("422 Unprocessable Content"))
        #expect(!plain.text.contains("note 66"))
        #expect(plain.text.hasSuffix(#"{"text":"note 5"}"#))
        let size = String(count, radix: 16)
        let chunked = try await exchange(
            Self.post + "Transfer-Encoding: chunked\r\n\r\n\(size)\r\n" + Self.hidden
                + "\r\n0\r\nX: y\r\n\r\n"
                + "GET /api/notes/5 HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
        #expect(chunked.text.contains("422 Unprocessable Content"))
        #expect(!chunked.text.contains("note 66"))
        #expect(chunked.text.hasSuffix(#"{"text":"note 5"}"#))
    }

    @Test(
        "A request that breaks off is told so, and nothing of it is run",
        arguments: ["GET /api/no", "GET /api/notes/66 HTTP/1.1\r\nHost: x\r\n"])
    func brokenOff(text: String) async throws {
        let received = try await LiveServer.serve(try Sample.api()) { port in
            try await RawSocket.use(port: port) { socket in
                socket.send("GET /api/notes/5 HTTP/1.1\r\nHost: x\r\n\r\n" + text)
                socket.finishSending()
                return socket.receive()
            }
        }
        #expect(received.text.contains("note 5"))
        #expect(received.text.contains("400 Bad Request"))
        #expect(!received.text.contains("note 66"))
        #expect(received.isClosed)
    }

    @Test("Empty lines without end are no request, and their time runs out")
    func emptyLines() async throws {
        let received = try await exchange(String(repeating: "\r\n", count: 50_000))
        #expect(received.isClosed)
        #expect(received.bytes.isEmpty)
    }

    @Test("Status lines that are kept apart say what the others would")
    func statusLines() {
        let usual = (100...599).compactMap { code -> Bool? in
            let status = ResponseStatus(code: code)
            return status.usualLine.map { Array("\($0)".utf8) == status.line }
        }
        #expect(usual == [true, true, true])
    }
}
