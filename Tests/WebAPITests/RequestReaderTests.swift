import Testing

@testable import WebAPI

@Suite("Bytes into requests") struct RequestReaderTests {
    static let post = "POST /a HTTP/1.1\r\nHost: x\r\n"

    private func read(_ text: String, maxHeaderBytes: Int = 4096) -> ReaderOutcome {
        .own([Array(text.utf8)[...]], maxHeaderBytes: maxHeaderBytes)
    }

    static let taken = [
        "GET /a/b?c=%41#d HTTP/1.1\r\nHost: x\r\n\r\n",
        "\r\n\r\nGET / HTTP/1.0\r\nConnection: Keep-Alive\r\n\r\n\r\nHEAD * HTTP/1.1\r\n\r\n",
        "GET http://x:1/y HTTP/1.1\r\nA:b\r\nA: \t c d \t\r\nEmpty:\r\n!#$%&'*+-.^_`|~0: \u{e9}\r\n\r\n",
        post + "Content-Length: 3\r\n\r\nabc" + post + "content-length: 0\r\n\r\n" + post + "\r\n",
        post + "Transfer-Encoding: Chunked\r\n\r\n3\r\nabc\r\n00A;x;y=z;q=\"a;\\\"b\"\r\n0123456789\r\n"
            + "0\r\nTrailer: t\r\n\r\nPATCH / HTTP/1.1\r\n\r\n",
        "CONNECT a:1 HTTP/1.1\r\nHost: a\r\n\r\nanything",
        "GET / HTTP/1.1\r\nConnection: x, close\r\n\r\nGET / HTTP/1.1\r\n\r\n",
        "PROPFIND / HTTP/1.1\r\n\r\nOPTIONS /a HTTP/1.1\r\nUpgrade: h2c\r\n\r\n\u{0}",
    ]

    @Test("Requests are the same however their bytes are split", arguments: taken + refused.map(\.0))
    func splits(text: String) {
        let bytes = Array(text.utf8)
        let whole = ReaderOutcome.own([bytes[...]])
        for place in 0...bytes.count {
            #expect(ReaderOutcome.own([bytes[..<place], bytes[place...]]) == whole, "\(place)")
        }
        #expect(ReaderOutcome.own(bytes.indices.map { bytes[$0...$0] }) == whole)
    }

    @Test("What is taken is what SwiftNIO's decoder takes", arguments: taken)
    func taken(text: String) {
        let own = read(text)
        #expect(!own.isRefused)
        #expect(!own.requests.isEmpty)
        #expect(own.requests == ReaderOutcome.reference(Array(text.utf8)).requests)
    }

    @Test("Bodies and headers are what was sent")
    func contents() {
        let requests = read(Self.taken[4]).requests
        #expect(requests.map(\.method) == ["POST", "PATCH"])
        #expect(requests.first?.body == Array("abc0123456789".utf8))
        #expect(requests.allSatisfy(\.isComplete))
        let headers = read(Self.taken[2]).requests.first?.headers
        #expect(headers == ["A=b", "A=c d", "Empty=", "!#$%&'*+-.^_`|~0=\u{e9}"])
        #expect(read(Self.taken[0]).requests.first?.target == "/a/b?c=%41#d")
    }

    static let refused: [(String, RequestFault)] = [
        ("GET / HTTP/1.1\nHost: x\r\n\r\n", .malformed),
        ("GET / HTTP/1.1\r\nHost: x\n\r\n", .malformed),
        ("GET / HTTP/1.1\r\nHost: x\r\n\n", .malformed),
        ("GET / HTTP/1.1\r\nHost: x\rA: b\r\n\r\n", .malformed),
        ("GET / HTTP/1.1\r\nHost: x\r\n folded\r\n\r\n", .malformed),
        ("GET / HTTP/1.1\r\n A: b\r\n\r\n", .malformed),
        ("GET / HTTP/1.1\r\nHost : x\r\n\r\n", .malformed),
        ("GET / HTTP/1.1\r\n: x\r\n\r\n", .malformed),
        ("GET / HTTP/1.1\r\nHost\r\n\r\n", .malformed),
        ("GET / HTTP/1.1\r\nA(b): x\r\n\r\n", .malformed),
        ("GET / HTTP/1.1\r\nA\u{e9}: x\r\n\r\n", .malformed),
        ("GET / HTTP/1.1\r\nA: x\u{0}y\r\n\r\n", .malformed),
        ("GET / HTTP/1.1\r\nA: x\u{7f}y\r\n\r\n", .malformed),
        ("GET  / HTTP/1.1\r\n\r\n", .malformed), ("GET /  HTTP/1.1\r\n\r\n", .malformed),
        ("GET / HTTP/1.1 \r\n\r\n", .malformed), ("GET\t/ HTTP/1.1\r\n\r\n", .malformed),
        ("GET /a\tb HTTP/1.1\r\n\r\n", .malformed), ("GET /a b HTTP/1.1\r\n\r\n", .malformed),
        ("GET / \r\n\r\n", .malformed), ("GET /\r\n\r\n", .malformed),
        ("GET a HTTP/1.1\r\n\r\n", .malformed), ("GET x:1 HTTP/1.1\r\n\r\n", .malformed),
        ("get / HTTP/1.1\r\n\r\n", .malformed), ("FETCH / HTTP/1.1\r\n\r\n", .malformed),
        (" GET / HTTP/1.1\r\n\r\n", .malformed), ("\u{16}\u{3}\u{1}\u{2}", .malformed),
        ("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", .malformed),
        ("GET / http/1.1\r\n\r\n", .malformed), ("GET / HTTP/1.10\r\n\r\n", .malformed),
        ("GET / HTTP/2.0\r\n\r\n", .versionNotSupported),
        ("GET / HTTP/0.9\r\n\r\n", .versionNotSupported),
        ("GET / HTTP/1.2\r\n\r\n", .versionNotSupported),
        (post + "Content-Length: 1\r\nContent-Length: 1\r\n\r\na", .malformed),
        (post + "Content-Length: 1, 1\r\n\r\na", .malformed),
        (post + "Content-Length: +1\r\n\r\na", .malformed),
        (post + "Content-Length: 0x1\r\n\r\na", .malformed),
        (post + "Content-Length: 1 1\r\n\r\na", .malformed),
        (post + "Content-Length:\r\n\r\na", .malformed),
        (post + "Content-Length: 9223372036854775808\r\n\r\na", .malformed),
        (post + "Content-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n", .malformed),
        (post + "Transfer-Encoding: chunked\r\nContent-Length: 1\r\n\r\n", .malformed),
        (post + "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n", .malformed),
        ("POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", .malformed),
        (post + "Transfer-Encoding: gzip, chunked\r\n\r\n", .codingNotSupported),
        (post + "Transfer-Encoding: chunked, chunked\r\n\r\n", .codingNotSupported),
        (post + "Transfer-Encoding: identity\r\n\r\n", .codingNotSupported),
        (post + "Transfer-Encoding: \u{b}chunked\r\n\r\n", .malformed),
        (post + "Transfer-Encoding: xchunked\r\n\r\n", .codingNotSupported),
    ]

    @Test("What two readers could take differently is refused", arguments: refused)
    func refused(text: String, fault: RequestFault) {
        let outcome = read(text)
        #expect(outcome.fault == fault)
        #expect(outcome.complete.isEmpty)
    }

    @Test(
        "A chunked body that isn't framed exactly is refused",
        arguments: [
            "\r\n", "x\r\n", "-1\r\n", "0x1\r\na\r\n", "+1\r\na\r\n", " 1\r\na\r\n", "1 \r\na\r\n",
            "1\na\r\n", "1\r\na\n", "1\r\nab\r\n", "1\r\na0\r\n\r\n", "8000000000000000\r\na",
            "10000000000000001\r\na", "1;\r\na\r\n", "1;a=\r\na\r\n", "1;a=\"b\r\na\r\n",
            "1;a b\r\na\r\n", "1;a=\"\u{0}\"\r\na\r\n", "0\r\nA: b\n\r\n", "0\r\nA\r\n\r\n",
            "0\r\n A: b\r\n\r\n", "1;a=\(String(repeating: "b", count: 300))\r\na\r\n",
            String(repeating: "0", count: 300),
        ])
    func chunks(body: String) {
        let outcome = read(Self.post + "Transfer-Encoding: chunked\r\n\r\n" + body)
        #expect(outcome.fault == .malformed)
        #expect(outcome.complete.isEmpty)
    }

    @Test("Heads and trailers have a limit in bytes and in lines, complete or not")
    func limits() {
        let head = "GET /\(String(repeating: "a", count: 100)) HTTP/1.1\r\nHost: x\r\n\r\n"
        #expect(!read(head, maxHeaderBytes: head.utf8.count).isRefused)
        #expect(read(head, maxHeaderBytes: head.utf8.count - 1).fault == .headersTooLarge)
        let open = "GET / HTTP/1.1\r\nA: " + String(repeating: "a", count: 200)
        #expect(read(open, maxHeaderBytes: 100).fault == .headersTooLarge)
        func many(_ count: Int) -> String { String(repeating: "a:b\r\n", count: count) }
        #expect(!read("GET / HTTP/1.1\r\n" + many(256) + "\r\n").isRefused)
        #expect(read("GET / HTTP/1.1\r\n" + many(257) + "\r\n").fault == .headersTooLarge)
        let chunked = Self.post + "Transfer-Encoding: chunked\r\n\r\n0\r\n"
        #expect(read(chunked + many(256) + "\r\n").complete.count == 1)
        #expect(read(chunked + many(257) + "\r\n").fault == .headersTooLarge)
        let long = chunked + "A: " + String(repeating: "a", count: 5000)
        #expect(read(long).fault == .headersTooLarge)
        #expect(read(long + "\r\n\r\n").fault == .headersTooLarge)
    }
}
