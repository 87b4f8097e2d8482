import Testing
import WebAPI
import WebAPITesting

@Suite("Random damage") struct LiveFuzzTests {
    /// SplitMix64, so that a failure can be repeated.
    struct Generator: RandomNumberGenerator {
        var state: UInt64

        mutating func next() -> UInt64 {
            state &+= 0x9E37_79B9_7F4A_7C15
            var value = state
            value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
            value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
            return value ^ (value >> 31)
        }
    }

    static let seeds = [
        "GET /api/notes/5?x=%41 HTTP/1.1\r\nHost: x\r\nAccept: */*, text/html;q=0.3\r\n\r\n",
        "POST /api/notes HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
            + "Content-Length: 12\r\n\r\n{\"text\":\"a\"}GET /open HTTP/1.1\r\nHost: x\r\n\r\n",
        "POST /api/notes/bulk HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n"
            + "e\r\n[{\"text\":\"a\"}]\r\n0\r\n\r\n",
        "OPTIONS /api/notes HTTP/1.1\r\nHost: x\r\nOrigin: https://a\r\nExpect: 100-continue\r\n"
            + "X-Forwarded-For: 1.2.3.4\r\nForwarded: for=\"[::1]\";proto=https\r\n\r\n",
    ]

    static func damaged(_ text: String, _ random: inout Generator) -> [UInt8] {
        var bytes = Array(text.utf8)
        for _ in 0..<Int.random(in: 1...6, using: &random) where !bytes.isEmpty {
            let place = Int.random(in: 0..<bytes.count, using: &random)
            switch Int.random(in: 0..<5, using: &random) {
            case 0: bytes[place] = UInt8.random(in: 0...255, using: &random)
            case 1: bytes.remove(at: place)
            case 2: bytes.insert(UInt8.random(in: 0...255, using: &random), at: place)
            case 3: bytes.insert(contentsOf: bytes.prefix(place), at: place)
            default: bytes.removeSubrange(place...)
            }
        }
        return bytes
    }

    @Test("Damaged requests never stop the server, and every connection ends", arguments: 0..<4)
    func damage(round: Int) async throws {
        var settings = ServerSettings()
        settings.threads = 1
        settings.headerTimeout = .milliseconds(200)
        settings.bodyTimeout = .milliseconds(200)
        settings.idleTimeout = .milliseconds(200)
        let network = try AddressRange("127.0.0.0/8")
        let api = try Sample.api {
            $0.trustedProxies = [network]
            $0.cors.origins = ["*"]
        }
        try await LiveServer.serve(api, settings: settings) { port in
            let open = try await RawSocket.use(port: port) { _ in
                var random = Generator(state: UInt64(round))
                var open = 0
                for _ in 0..<100 {
                    let socket = try RawSocket(port: port)
                    socket.send(Self.damaged(Self.seeds[round], &random))
                    socket.finishSending()
                    if !socket.receive(milliseconds: 3000).isClosed { open += 1 }
                }
                return open
            }
            #expect(open == 0)
            let check = try await RawSocket.exchange(
                port: port, "GET /api/notes/5 HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
            #expect(check.text.contains("note 5"))
        }
    }
}
