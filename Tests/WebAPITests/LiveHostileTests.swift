import Testing
import WebAPI
import WebAPITesting

@Suite("Hostile clients") struct LiveHostileTests {
    /// Sends `pieces` with pauses between; gives what came back, and whether the server still
    /// answers others.
    private func attack(
        _ pieces: [String], pause: Int = 0, breaksOff: Bool = false, milliseconds: Int = 3000
    ) async throws -> (RawSocket.Received, isAlive: Bool) {
        var settings = ServerSettings()
        settings.threads = 1
        settings.headerTimeout = .milliseconds(300)
        settings.bodyTimeout = .milliseconds(300)
        settings.idleTimeout = .milliseconds(600)
        settings.maxHeaderBytes = 4096
        let api = try Sample.api { $0.bodyLimit = 2048 }
        return try await LiveServer.serve(api, settings: settings) { port in
            let received = try await RawSocket.use(port: port) { socket in
                for piece in pieces where socket.send(piece) { socket.pause(milliseconds: pause) }
                if breaksOff {
                    socket.breakOff()
                    return socket.receive(milliseconds: 1)
                }
                return socket.receive(milliseconds: milliseconds)
            }
            let check = try await RawSocket.exchange(
                port: port, "GET /api/notes/5 HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
            return (received, check.text.contains("note 5"))
        }
    }

    static let post = "POST /api/notes HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"

    @Test(
        "What isn't acceptable is refused with the right status, and the connection closed",
        arguments: [
            (["\u{16}\u{3}\u{1}garbage\r\n\r\n"], "400"),
            (["GET / HTTP/1.1\r\nHost x\r\n\r\n"], "400"),
            (["GET /open HTTP/1.1\r\n\r\n"], "400"),
            (["GET /open HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n"], "400"),
            (["GET /open HTTP/1.1\r\nHost: a\r\nX: a\u{0}b\r\n\r\n"], "400"),
            ([post + "Content-Length: 5\r\nContent-Length: 6\r\n\r\nabcdef"], "400"),
            ([post + "Content-Length: -1\r\n\r\n"], "400"),
            ([post + "Content-Length: 99999999999999999999\r\n\r\n"], "400"),
            ([post + "Transfer-Encoding: chunked\r\n\r\nzz\r\n"], "400"),
            ([post + "Content-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"], "400"),
            (["GET /open HTTP/1.1\r\nHost: a\r\nX: \(String(repeating: "a", count: 5000))"], "431"),
            (["GET /\(String(repeating: "a", count: 5000)) HTTP/1.1\r\n"], "431"),
            (
                ["GET /open HTTP/1.1\r\nHost: a\r\n"]
                    + (0..<400).map { "X-\($0): 1\r\n" }, "431"
            ),
            (["PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"], "400"),
            (["GET /open HTTP/3.7\r\nHost: a\r\n\r\n"], "505"),
            (["CONNECT a:1 HTTP/1.1\r\nHost: a\r\n\r\n"], "404"),
            ([post + "Content-Length: 1000000\r\n\r\n"], "413"),
            (
                [
                    post + "Transfer-Encoding: chunked\r\n\r\n",
                    "800\r\n" + String(repeating: " ", count: 2048) + "\r\n1\r\n \r\n",
                ], "413"
            ),
            (["GET /open HT"], "408"),
            ([post + "Content-Length: 10\r\n\r\n{"], "408"),
        ])
    func refused(pieces: [String], status: String) async throws {
        let (received, isAlive) = try await attack(pieces)
        #expect(received.text.hasPrefix("HTTP/1.1 \(status) "), "\(received.text.prefix(200))")
        #expect(received.text.contains("connection: close"))
        #expect(received.isClosed)
        #expect(isAlive)
    }

    @Test("A client that says nothing is let go of without a word")
    func silent() async throws {
        let (received, isAlive) = try await attack([])
        #expect(received.bytes.isEmpty)
        #expect(received.isClosed)
        #expect(isAlive)
    }

    @Test("A head that comes byte by byte runs out of time all the same")
    func slowHead() async throws {
        let bytes = "GET /open HTTP/1.1\r\nHost: x\r\nX-Very-Slow: yes\r\n\r\n".map(String.init)
        let (received, isAlive) = try await attack(bytes, pause: 40)
        #expect(received.text.hasPrefix("HTTP/1.1 408 "))
        #expect(isAlive)
    }

    @Test("A body that comes byte by byte runs out of time all the same")
    func slowBody() async throws {
        let head = Self.post + "Content-Length: 40\r\n\r\n"
        let (received, isAlive) = try await attack(
            [head] + Array(repeating: " ", count: 40), pause: 40)
        #expect(received.text.hasPrefix("HTTP/1.1 408 "))
        #expect(isAlive)
    }

    @Test(
        "A connection that breaks off anywhere harms nobody",
        arguments: [
            [""], ["GET /op"], [post + "Content-Length: 10\r\n\r\n{\"te"],
            ["GET /large HTTP/1.1\r\nHost: x\r\n\r\n"],
            ["GET /stream HTTP/1.1\r\nHost: x\r\n\r\n"],
            [String(repeating: "GET /large HTTP/1.1\r\nHost: x\r\n\r\n", count: 200)],
        ])
    func brokenOff(pieces: [String]) async throws {
        let (_, isAlive) = try await attack(pieces, breaksOff: true)
        #expect(isAlive)
    }

    @Test("A body for an operation that isn't there is passed over, and the connection lives on")
    func passedOver() async throws {
        let (received, _) = try await attack(
            [
                "POST /nowhere HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\n\r\nbody"
                    + "GET /api/notes/5 HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"
            ])
        #expect(received.text.contains("404 Not Found"))
        #expect(received.text.contains("note 5"))
    }
}
