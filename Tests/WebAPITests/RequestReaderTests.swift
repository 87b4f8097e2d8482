import Testing

@testable import WebAPI

@Suite("Bytes into requests") struct RequestReaderTests {
    private func read(_ text: String, maxHeaderBytes: Int = 4096) -> ReaderOutcome {
        .own([Array(text.utf8)[...]], maxHeaderBytes: maxHeaderBytes)
    }

    @Test(
        "Requests are the same however their bytes are split",
        arguments: RequestSamples.taken + RequestSamples.refused.map(\.0))
    func splits(text: String) {
        let bytes = Array(text.utf8)
        let whole = ReaderOutcome.own([bytes[...]])
        for place in 0...bytes.count {
            #expect(ReaderOutcome.own([bytes[..<place], bytes[place...]]) == whole, "\(place)")
        }
        #expect(ReaderOutcome.own(bytes.indices.map { bytes[$0...$0] }) == whole)
    }

    @Test("What is taken is what SwiftNIO's decoder takes", arguments: RequestSamples.taken)
    func taken(text: String) {
        let own = read(text)
        #expect(!own.isRefused)
        #expect(!own.requests.isEmpty)
        #expect(own.requests == ReaderOutcome.reference(Array(text.utf8)).requests)
    }

    @Test("Bodies and headers are what was sent")
    func contents() {
        let requests = read(RequestSamples.taken[4]).requests
        #expect(requests.map(\.method) == ["POST", "PATCH"])
        #expect(requests.first?.body == Array("abc0123456789".utf8))
        #expect(requests.map(\.isComplete) == [true, true])
        let headers = read(RequestSamples.taken[2]).requests.first?.headers
        #expect(headers == ["A=b", "A=c d", "Empty=", "!#$%&'*+-.^_`|~0=\u{e9}"])
        #expect(read(RequestSamples.taken[0]).requests.first?.target == "/a/b?c=%41#d")
    }

    @Test("What two readers could take differently is refused", arguments: RequestSamples.refused)
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
        let outcome = read(RequestSamples.post + "Transfer-Encoding: chunked\r\n\r\n" + body)
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
        let chunked = RequestSamples.post + "Transfer-Encoding: chunked\r\n\r\n0\r\n"
        #expect(read(chunked + many(256) + "\r\n").complete.count == 1)
        #expect(read(chunked + many(257) + "\r\n").fault == .headersTooLarge)
        let long = chunked + "A: " + String(repeating: "a", count: 5000)
        #expect(read(long).fault == .headersTooLarge)
        #expect(read(long + "\r\n\r\n").fault == .headersTooLarge)
    }
}
