import Testing
import WebAPITesting

@testable import WebAPI

@Suite("Who sent a request") struct ClientTests {
    @Test(
        "Forwarded headers are believed from trusted proxies only",
        arguments: [
            ("192.0.2.1", [("X-Forwarded-For", "203.0.113.9")], "192.0.2.1 http -"),
            ("10.0.0.1", [("X-Forwarded-For", "203.0.113.9")], "203.0.113.9 http -"),
            (
                "10.0.0.1",
                [
                    ("X-Forwarded-For", "1.1.1.1, 203.0.113.9, 10.9.9.9"),
                    ("X-Forwarded-Proto", "https"), ("X-Forwarded-Host", "leads.example.com"),
                ], "203.0.113.9 https leads.example.com"
            ),
            (
                "10.0.0.1",
                [("Forwarded", "for=\"[2001:db8::7]:4711\";proto=https;host=x.example.com")],
                "2001:db8::7 https x.example.com"
            ),
            ("10.0.0.1", [("Forwarded", "for=203.0.113.9:99, for=10.2.2.2")], "203.0.113.9 http -"),
            ("10.0.0.1", [("X-Forwarded-For", "nonsense")], "10.0.0.1 http -"),
            ("10.0.0.1", [("X-Forwarded-Proto", "gopher")], "10.0.0.1 http -"),
            ("10.0.0.1", [], "10.0.0.1 http -"),
        ] as [(String, [(String, String)], String)])
    func forwarded(peer: String, headers: [(String, String)], seen: String) async throws {
        let network = try AddressRange("10.0.0.0/8")
        let api = try Sample.api { $0.trustedProxies = [network] }
        let response = try await TestTransport(api, peer: peer).send(
            .get, "/open", headers: headers)
        #expect(response.text == seen)
    }

    @Test(
        "A network holds its addresses and no others",
        arguments: [
            ("10.0.0.0/8", "10.255.0.1", true), ("10.0.0.0/8", "11.0.0.0", false),
            ("192.0.2.7", "192.0.2.7", true), ("192.0.2.7", "192.0.2.8", false),
            ("0.0.0.0/0", "8.8.8.8", true), ("0.0.0.0/0", "::1", false),
            ("::/0", "::1", true), ("fd00::/8", "fd12::1", true), ("fd00::/8", "fe00::1", false),
            ("2001:db8::/64", "2001:db8::ffff", true),
            ("2001:db8::/64", "2001:db8:0:1::", false),
            ("2001:db8::/72", "2001:db8:0:0:00ff::1", true),
            ("2001:db8::/72", "2001:db8:0:0:0100::1", false),
            ("10.0.0.0/8", "::ffff:10.1.1.1", true),
        ])
    func networks(network: String, address: String, isInside: Bool) throws {
        let range = try AddressRange(network)
        let address = try #require(IPAddress(address))
        #expect(range.contains(address) == isInside)
    }

    @Test(
        "What isn't a network is refused",
        arguments: ["", "10.0.0.0/33", "10.0.0/8", "::/129", "10.0.0.0/", "10.0.0.0/8/8", "x/8"])
    func invalidNetworks(network: String) {
        #expect(throws: APIError.self) { try AddressRange(network) }
    }
}
