import Schema
import Testing
import WebAPI
import WebAPITesting

@Suite("Typed inputs") struct InputTests {
    let transport: TestTransport

    init() throws { transport = TestTransport(try Sample.api()) }

    @Test("A valid body reaches the handler, and its answer comes back")
    func validBody() async throws {
        let response = try await transport.send(.post, "/api/notes", json: #"{"text":"Hi"}"#)
        #expect(response.status == .created)
        #expect(response.text == #"{"text":"Hi","stars":3}"#)
        #expect(response.header("Location") == "/api/notes/1")
        #expect(response.header("Content-Type") == "application/json")
    }

    @Test("Everything wrong with a body is reported at once, in FastAPI's form")
    func invalidBody() async throws {
        let response = try await transport.send(.post, "/api/notes", json: #"{"stars":9}"#)
        #expect(response.status == .unprocessable)
        #expect(
            response.text == #"{"detail":[{"type":"missing","loc":["body","text"],"#
                + #""msg":"Field required","input":{"stars":9}},{"type":"less_than_equal","#
                + #""loc":["body","stars"],"msg":"Input should be less than or equal to 5","#
                + #""input":9,"ctx":{"le":5}}]}"#)
    }

    @Test("A missing body and a body that isn't JSON are told apart")
    func noBody() async throws {
        let missing = try await transport.send(.post, "/api/notes")
        #expect(missing.status == .unprocessable)
        #expect(try missing.json()["detail"] != nil)
        #expect(missing.text.contains(#""type":"missing","loc":["body"]"#))
        let broken = try await transport.send(.post, "/api/notes", json: "{")
        #expect(broken.status == .unprocessable)
        #expect(broken.text.contains("json_invalid"))
    }

    @Test(
        "Query parameters are decoded as forms are",
        arguments: [
            ("", "10 [] -"), ("?limit=7", #"7 [] -"#),
            ("?tag=a+b&tag=c%26d", #"10 ["a b", "c&d"] -"#),
            ("?&limit=2&&", "2 [] -"), ("?tag=", #"10 [""] -"#), ("?tag", #"10 [""] -"#),
            ("?tag=a%3Db=c", #"10 ["a=b=c"] -"#), ("?unknown=1", "10 [] -"),
        ])
    func query(query: String, seen: String) async throws {
        let response = try await transport.send(.get, "/api/notes" + query)
        #expect(try response.json()["text"] == .string(seen))
    }

    @Test("Headers are an input like any other")
    func headers() async throws {
        let response = try await transport.send(
            .get, "/api/notes", headers: [("X-Trace", "t1")])
        #expect(try response.json()["text"] == "10 [] t1")
    }

    @Test(
        "Path and query parameters that are not valid say where they stood",
        arguments: [
            ("/api/notes/x", #""type":"int_parsing","loc":["path","id"]"#),
            ("/api/notes/0", #""type":"greater_than_equal","loc":["path","id"]"#),
            ("/api/notes?limit=x", #""type":"int_parsing","loc":["query","limit"]"#),
            ("/api/notes?limit=101", #""type":"less_than_equal","loc":["query","limit"]"#),
        ])
    func invalidParameters(target: String, issue: String) async throws {
        let response = try await transport.send(.get, target)
        #expect(response.status == .unprocessable)
        #expect(response.text.contains(issue))
    }

    @Test("Every element of a bulk body gets its own verdict")
    func bulk() async throws {
        let response = try await transport.send(
            .post, "/api/notes/bulk", json: #"[{"text":"a"},{"text":"","stars":9},{"text":"c"}]"#)
        #expect(response.status == .multiStatus)
        #expect(try response.json()["text"] == "a|2 issues|c")
        let long = try await transport.send(
            .post, "/api/notes/bulk", json: #"[{},{},{},{}]"#)
        #expect(long.status == .unprocessable)
        #expect(long.text.contains("too_long"))
    }

    @Test("A raw body comes as it is, within its own limit")
    func rawBody() async throws {
        let csv = [("content-type", "text/csv")]
        let taken = try await transport.send(
            .post, "/api/upload", bytes: [0xFF, 0, 1], headers: csv)
        #expect(try taken.json()["text"] == "3")
        let large = try await transport.send(
            .post, "/api/upload", bytes: Array(repeating: 65, count: 65), headers: csv)
        #expect(large.status == .contentTooLarge)
        let nothing = try await transport.send(.post, "/api/upload", headers: csv)
        #expect(nothing.status == .unprocessable)
        #expect(nothing.text.contains(#""type":"missing","loc":["body"]"#))
    }
}
