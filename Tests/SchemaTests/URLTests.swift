import Schema
import Testing

@Suite struct URLTests {
    @Test(arguments: [
        ("https://example.org", "https://example.org/"),
        ("HTTP://A.b:80/C?q#F", "http://a.b/C?q#F"),
        ("https://user:p@ss@a.b:8443/", "https://user:p%40ss@a.b:8443/"),
        ("http:\\\\a.b\\c", "http://a.b/c"), (" http://a.b\n ", "http://a.b/"),
        ("http://a.b/../x/./%2e%2e/y z", "http://a.b/y%20z"),
        ("http://bücher.de/ü", "http://xn--bcher-kva.de/%C3%BC"),
        ("http://0x7f.1", "http://127.0.0.1/"), ("http://[1:0:0:2::]", "http://[1:0:0:2::]/"),
        ("http://[::ffff:1.2.3.4]:8080", "http://[::ffff:102:304]:8080/"),
        ("http://%61.b", "http://a.b/"),
        ("http://a.b?'<", "http://a.b/?%27%3C"), ("http://a.b/.", "http://a.b/"),
        ("http://a.b./x", "http://a.b./x"),
        ("http://1a.2b", "http://1a.2b/"),
    ])
    func aURLIsNormalisedAsABrowserDoes(text: String, normalized: String) throws {
        let url = try HTTPURL(text)
        #expect(url.normalized == normalized)
        #expect(url.raw == text)
        #expect(try HTTPURL(normalized).normalized == normalized)
    }

    @Test(arguments: [
        ("", "input is empty"), ("example.org", "relative URL without a base"),
        ("http://", "empty host"),
        ("http://a.b:x", "invalid port number"), ("http://a.b:65536", "invalid port number"),
        ("http://[::1", "invalid IPv6 address"), ("http://[1::2::3]", "invalid IPv6 address"),
        ("http://256.1.1.1", "invalid IPv4 address"), ("http://1.2.3.4.5", "invalid IPv4 address"),
        ("http://a b", "invalid international domain name"),
        ("http://xn--a", "invalid international domain name"),
        ("http://a%00b", "invalid international domain name"),
    ])
    func whatIsNoURLIsToldWhy(text: String, reason: String) {
        let refusal = #expect(throws: Refusal.self) { try HTTPURL(text) }
        #expect(
            refusal
                == Refusal(
                    "url_parsing", "Input should be a valid URL, \(reason)",
                    ctx: ["error": .string(reason)]))
    }

    @Test(arguments: ["ftp://a.b", "javascript:alert(1)", "mailto:a@b.de", "data:text/html,x"])
    func otherSchemesAreRefused(text: String) {
        #expect(
            throws: Refusal(
                "url_scheme", "URL scheme should be 'http' or 'https'",
                ctx: ["expected_schemes": "'http' or 'https'"])
        ) { try HTTPURL(text) }
    }

    @Test func theLengthIsThatOfTheTextInBytes() {
        let contract = Holder<HTTPURL>.contract(.length(...20))
        #expect(throws: Never.self) { try outcome(#""http://a.b/901234567""#, contract).get() }
        #expect(outcome(#""http://a.b/90123456789""#, contract) == .failure("url_too_long"))
        #expect(outcome(#""http://a.b/éééééé""#, contract) == .failure("url_too_long"))
        #expect(outcome("3", contract) == .failure("url_type"))
    }

    @Test(arguments: [
        ("http://u:p@a.b:1/x@y:2", "a.b"), ("https://[::1]:8/", "[::1]"), ("http://a.b?x:y", "a.b"),
    ])
    func theHostIsFound(text: String, host: String) throws {
        #expect(try HTTPURL(text).host == host)
    }
}
