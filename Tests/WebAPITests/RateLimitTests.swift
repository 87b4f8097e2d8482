import Schema
import Testing
import WebAPITesting

@testable import WebAPI

@Suite("Limits of a client's requests") struct RateLimitTests {
    private static let second: UInt64 = 1_000_000_000

    @Test("A bucket gives its burst at once, then its rate, and tells when to come again")
    func bucket() {
        let limiter = RateLimiter(RateLimit(rate: 2, burst: 3), keys: 1)
        var now = 5 * Self.second
        #expect(
            (0..<3).map { _ in limiter.take(from: 0, now: now).remaining } == [2, 1, 0])
        let refused = limiter.take(from: 0, now: now)
        #expect(refused.retryAfter == 1)
        #expect(refused.reset == 2)
        now += Self.second / 2
        #expect(limiter.take(from: 0, now: now).retryAfter == nil)
        #expect(limiter.take(from: 0, now: now).retryAfter == 1)
        now += 100 * Self.second
        let rested = limiter.take(from: 0, now: now)
        #expect(rested.remaining == 2)
        #expect(rested.reset == 1)
    }

    @Test("Threads together take as many tokens as there are")
    func threads() async {
        let limiter = RateLimiter(RateLimit(rate: 1, burst: 500), keys: 1)
        let taken = await withTaskGroup(of: Int.self) { group in
            for _ in 0..<8 {
                group.addTask {
                    (0..<200).count { _ in
                        limiter.take(from: 0, now: Self.second).retryAfter == nil
                    }
                }
            }
            return await group.reduce(0, +)
        }
        #expect(taken == 500)
    }

    @Test("Beyond the limit the answer is 429 with all headers; open operations are not limited")
    func refusal() async throws {
        let transport = TestTransport(
            try Sample.api { $0.rateLimit = RateLimit(rate: 1, burst: 2) })
        let first = try await transport.send(.get, "/api/notes/1")
        #expect(first.status == .ok)
        #expect(first.header("ratelimit-policy") == "\"default\";q=2;w=2")
        #expect(first.header("ratelimit") == "\"default\";r=1;t=1")
        _ = try await transport.send(.get, "/api/notes/500")
        let refused = try await transport.send(.get, "/api/notes/1")
        #expect(refused.status == .tooManyRequests)
        #expect(refused.header("retry-after") == "1")
        #expect(refused.header("ratelimit") == "\"default\";r=0;t=2")
        #expect(try refused.json()["code"] == "rate_limit")
        let open = try await transport.send(.get, "/open")
        #expect(open.status == .ok)
        #expect(open.header("ratelimit") == nil)
    }

    @Test("Each key has a bucket; wrong keys count for the address that tries them")
    func keys() async throws {
        let transport = TestTransport(
            try Sample.api {
                $0.rateLimit = RateLimit(rate: 1, burst: 1)
                $0.keys = APIKeys(["one", "two"])
            })
        func status(_ key: String) async throws -> ResponseStatus {
            try await transport.send(
                .get, "/api/notes/1", headers: [("x-api-key", key)]
            ).status
        }
        #expect(try await status("one") == .ok)
        #expect(try await status("two") == .ok)
        #expect(try await status("one") == .tooManyRequests)
        #expect(try await status("wrong") == .unauthorized)
        #expect(try await status("wrong2") == .tooManyRequests)
    }

    @Test("Addresses have buckets of their own, IPv6 by network, proxied ones when trusted")
    func addresses() throws {
        let limiter = RateLimiter(RateLimit(rate: 1), keys: 0)
        func place(_ address: String?, forwarded: String? = nil, trusted: [String] = []) throws
            -> Int
        {
            let peer = Peer(
                address: address, trustedProxies: try trusted.map { try AddressRange($0) })
            let headers = forwarded.map { [("X-Forwarded-For", $0)] } ?? []
            let request = Request(try RequestHead(.get, "/", headers), peer: peer)
            return limiter.place(of: request)
        }
        let one = try place("192.0.2.1")
        #expect(try place("192.0.2.1", forwarded: "192.0.2.9") == one)
        #expect(try place("10.0.0.1", forwarded: "192.0.2.1", trusted: ["10.0.0.0/8"]) == one)
        #expect(try place("2001:db8::1") == place("2001:db8::ffff"))
        // Two of these may meet in one of 65,536 places, all of them hardly.
        let places = try Set((0..<9).map { try place("198.51.100.\($0)") })
        #expect(places.count > 6)
    }

    @Test("The document tells of 429 when there is a limit, and only then")
    func document() async throws {
        for limit in [nil, RateLimit(rate: 1, burst: 9)] {
            let transport = TestTransport(try Sample.api { $0.rateLimit = limit })
            let document = try await transport.send(.get, "/openapi.json").json()
            let responses = document["paths"]?["/api/notes"]?["post"]?["responses"]
            #expect((responses?["429"]?["headers"]?["RateLimit"] != nil) == (limit != nil))
            #expect(document["paths"]?["/open"]?["get"]?["responses"]?["429"] == nil)
        }
    }
}
