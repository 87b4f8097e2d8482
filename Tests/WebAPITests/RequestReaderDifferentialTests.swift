import Testing

@testable import WebAPI

@Suite("Beside SwiftNIO's decoder") struct RequestReaderDifferentialTests {
    /// Pieces of requests, right and wrong, of which requests are put together at random.
    private static let lines = [
        "Host: x", "Content-Length: 3", "Content-Length: 3", "Content-Length: 5",
        "Transfer-Encoding: chunked", "Transfer-Encoding: gzip", "Connection: close",
        "Connection: keep-alive", "Upgrade: h2c", "A: b", "A:", " A: b", "A : b", "A: b\u{1}",
        "Expect: 100-continue", "content-length:3 ", "A: \t b \t",
    ]
    private static let first = [
        "GET / HTTP/1.1", "POST /a?b HTTP/1.1", "POST /a HTTP/1.0", "PUT * HTTP/1.1",
        "DELETE http://x/y HTTP/1.1", "CONNECT x:1 HTTP/1.1", "GET / HTTP/1.2", "GET /",
        "REPORT / HTTP/1.1",
    ]
    private static let bodies = [
        "", "abc", "3\r\nabc\r\n0\r\n\r\n", "3;x=y\r\nabc\r\n0\r\nT: t\r\n\r\n", "abcde",
        "0\r\n\r\n", "1\r\nabc\r\n", "g\r\n",
    ]

    private static func assembled(_ random: inout LiveFuzzTests.Generator) -> [UInt8] {
        var text = ""
        for _ in 0..<Int.random(in: 1...3, using: &random) {
            text += first[skewed(first.count, &random)] + "\r\n"
            for _ in 0..<Int.random(in: 0...4, using: &random) {
                text += lines[skewed(lines.count, &random)] + "\r\n"
            }
            text += "\r\n" + bodies[skewed(bodies.count, &random)]
        }
        return Array(text.utf8)
    }

    /// A place of which the first are more likely.
    private static func skewed(_ count: Int, _ random: inout LiveFuzzTests.Generator) -> Int {
        min(
            Int.random(in: 0..<count, using: &random), Int.random(in: 0..<count, using: &random))
    }

    /// Nothing is taken that the reference refuses, and what both take is the same.
    private func compare(_ bytes: [UInt8]) -> (own: ReaderOutcome, reference: ReaderOutcome) {
        let own = ReaderOutcome.own([bytes[...]])
        let reference = ReaderOutcome.reference(bytes)
        let text = String(decoding: bytes, as: UTF8.self).debugDescription
        #expect(
            own.complete == Array(reference.complete.prefix(own.complete.count)), "\(text)")
        #expect(own.requests.count <= reference.requests.count, "\(text)")
        if !own.isRefused, !reference.isRefused {
            #expect(own.requests == reference.requests, "\(text)")
        }
        return (own, reference)
    }

    @Test("Requests put together at random are taken alike or refused", arguments: 0..<8)
    func assembled(seed: Int) {
        var random = LiveFuzzTests.Generator(state: UInt64(seed))
        var taken = 0
        var stricter = 0
        for _ in 0..<1500 {
            let (own, reference) = compare(Self.assembled(&random))
            taken += own.isRefused ? 0 : 1
            stricter += own.isRefused && !reference.isRefused ? 1 : 0
        }
        // Both kinds must come in numbers, or the comparison says nothing.
        #expect(taken > 100)
        #expect(stricter < 150)
    }

    @Test("Damaged requests are taken alike or refused", arguments: 0..<8)
    func damaged(seed: Int) {
        var random = LiveFuzzTests.Generator(state: UInt64(seed))
        var taken = 0
        for turn in 0..<1500 {
            let text = (LiveFuzzTests.seeds + RequestSamples.taken)[turn % 12]
            let (own, _) = compare(LiveFuzzTests.damaged(text, &random))
            taken += own.complete.isEmpty ? 0 : 1
        }
        #expect(taken > 100)
    }
}
