import Testing
import WebAPI
import WebAPITesting

@Suite("The Host header") struct LiveHostTests {
    private func answer(_ host: String, _ version: String = "1.1") async throws -> String {
        try await LiveServer.serve(try Sample.api()) { port in
            try await RawSocket.exchange(
                port: port,
                "GET /open HTTP/\(version)\r\nHost:\(host)\r\nConnection: close\r\n\r\n"
            ).text
        }
    }

    @Test(
        "One that names no host is refused",
        arguments: [
            "a b", "a\tb", "a,b", "a, b", ",", "a/", "/", "http://a", "user@a", "@", "a?", "a?b=c",
            "a#", "a\u{1}", "a\u{b}b", "a\u{7f}", "a:80 :81",
        ])
    func refused(host: String) async throws {
        for version in ["1.1", "1.0"] {
            let text = try await answer(" \(host)", version)
            #expect(text.hasPrefix("HTTP/1.1 400 "))
            #expect(text.contains("connection: close"))
        }
    }

    @Test(
        "A name, an address, either with a port, and nothing at all are taken",
        arguments: [
            "", " ", " x", "x\t ", " x:8080", " x:", " 192.0.2.1:80", " [::1]", " [2001:db8::1]:80",
            " a-b_c.d~e%41!$&'()*+;=.",
        ])
    func taken(host: String) async throws {
        #expect(try await answer(host).hasPrefix("HTTP/1.1 200 "))
    }
}
