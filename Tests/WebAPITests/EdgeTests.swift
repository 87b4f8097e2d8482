import Schema
import Testing
import WebAPI
import WebAPITesting

@Suite("The edge") struct EdgeTests {
    @Test("HEAD is GET without the body")
    func head() async throws {
        let transport = TestTransport(try Sample.api())
        let response = try await transport.send(.head, "/api/notes/5")
        #expect(response.status == .ok)
        #expect(response.bytes.isEmpty)
    }

    @Test(
        "A request id is taken when it is sane, else made",
        arguments: [
            ("abc-DEF_1.2:3", true), ("", false), ("a b", false), ("<script>", false),
            (String(repeating: "x", count: 129), false),
        ])
    func requestID(id: String, isTaken: Bool) async throws {
        let transport = TestTransport(try Sample.api())
        let response = try await transport.send(.get, "/nowhere", headers: [("X-Request-ID", id)])
        let given = try #require(response.header("x-request-id"))
        #expect((given == id) == isTaken)
        #expect(!given.isEmpty)
    }

    @Test("A thousand made request ids are all different")
    func requestIDs() async throws {
        let transport = TestTransport(try Sample.api())
        var ids: Set<String> = []
        for _ in 0..<1000 {
            let response = try await transport.send(.get, "/nowhere")
            ids.insert(response.header("x-request-id") ?? "")
        }
        #expect(ids.count == 1000)
    }

    @Test("OPTIONS names the methods; only allowed origins are let in")
    func preflight() async throws {
        let api = try Sample.api { $0.cors.origins = ["https://crm.example.com"] }
        let transport = TestTransport(api)
        let good = try await transport.send(
            .options, "/api/notes", headers: [("Origin", "https://crm.example.com")])
        #expect(good.status == .noContent)
        #expect(good.header("allow") == "POST, GET, HEAD, OPTIONS")
        #expect(good.header("access-control-allow-origin") == "https://crm.example.com")
        #expect(good.header("access-control-allow-methods") == "POST, GET, HEAD, OPTIONS")
        #expect(good.header("vary") == "Origin")
        let bad = try await transport.send(
            .options, "/api/notes", headers: [("Origin", "https://evil.example.com")])
        #expect(bad.header("access-control-allow-origin") == nil)
        #expect(bad.header("access-control-allow-methods") == nil)
        let request = try await transport.send(
            .get, "/nowhere", headers: [("Origin", "https://crm.example.com")])
        #expect(request.header("access-control-allow-origin") == "https://crm.example.com")
    }

    @Test(
        "Scheme and host may stand before the path",
        arguments: [
            ("http://x/open", ResponseStatus.ok), ("HTTPS://x:1/open?a", .ok),
            ("http://x", ResponseStatus(code: 307)),
            ("http://x?open", ResponseStatus(code: 307)), ("ftp://x/open", .notFound),
            ("http:/open", .notFound),
            ("*", .notFound),
        ])
    func absoluteForm(target: String, status: ResponseStatus) async throws {
        let transport = TestTransport(try Sample.api())
        #expect(try await transport.send(.get, target).status == status)
    }

    @Test(
        "The root path may stand before the path or not",
        arguments: ["/leadline/open", "/open", "/leadline/open/?x=1", "/leadline/open?x"])
    func rootPath(target: String) async throws {
        let transport = TestTransport(try Sample.api { $0.rootPath = "leadline/" })
        #expect(try await transport.send(.get, target).status == .ok)
        #expect(try await transport.send(.get, "/leadlinex/open").status == .notFound)
        let document = try await transport.send(.get, "/openapi.json")
        #expect(try document.json()["servers"] == [["url": "/leadline"]])
    }

    @Test(
        "A key opens what needs one",
        arguments: [
            ([], ResponseStatus.unauthorized), ([("X-API-Key", "k2")], .ok),
            ([("Authorization", "Bearer k1")], .ok), ([("authorization", "bearer  k1 ")], .ok),
            ([("Authorization", "Basic k1")], .unauthorized),
            ([("Authorization", "Bearer")], .unauthorized),
            ([("X-API-Key", "k")], .unauthorized), ([("X-API-Key", "k11")], .unauthorized),
            ([("X-API-Key", "")], .unauthorized),
            ([("X-API-Key", "k1"), ("Authorization", "Bearer k3")], .unauthorized),
            ([("X-API-Key", "k3"), ("Authorization", "Bearer k1")], .unauthorized),
            ([("X-API-Key", "k1"), ("Authorization", "Bearer k2")], .ok),
        ])
    func keys(headers: [(String, String)], status: ResponseStatus) async throws {
        let api = try Sample.api { $0.keys = APIKeys(["k1", "k2", ""]) }
        let response = try await TestTransport(api).send(.get, "/api/notes/5", headers: headers)
        #expect(response.status == status)
        #expect((response.header("www-authenticate") != nil) == (status == .unauthorized))
        #expect(try await TestTransport(api).send(.get, "/open").status == .ok)
    }
}
