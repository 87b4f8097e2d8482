import Schema
import Testing
import WebAPI
import WebAPITesting

@Suite("The documents") struct DocumentTests {
    private func document(_ change: (inout APISettings) -> Void = { _ in }) async throws
        -> JSONValue
    {
        try await TestTransport(try Sample.api([], change)).send(.get, "/openapi.json").json()
    }

    @Test("The OpenAPI document names every documented operation and no other")
    func operations() async throws {
        let document = try await document()
        #expect(document["openapi"] == "3.1.0")
        #expect(document["info"]?["version"] == "1.2.3")
        let paths = try #require(document["paths"])
        #expect(paths["/api/notes"]?["post"]?["operationId"] == "create_note")
        #expect(paths["/api/notes"]?["get"]?["operationId"] == "list_notes")
        #expect(paths["/docs"] == nil)
        #expect(paths["/openapi.json"] == nil)
        #expect(document["webhooks"]?["note_made"]?["post"] != nil)
        #expect(document["servers"] == nil)
    }

    @Test("A body is described by its contract, and refusals follow from the declaration")
    func body() async throws {
        let document = try await document()
        let operation = try #require(document["paths"]?["/api/notes"]?["post"])
        let content = operation["requestBody"]?["content"]?["application/json"]
        #expect(content?["schema"]?["$ref"] == "#/components/schemas/Note")
        let responses = try #require(operation["responses"])
        guard case .object(let object) = responses else { return }
        #expect(object.members.map(\.name) == ["201", "406", "409", "413", "415", "422", "503"])
        #expect(responses["201"]?["headers"]?["Location"] != nil)
        let refusal = responses["422"]?["content"]
        #expect(
            refusal?["application/json"]?["schema"]?["$ref"]
                == "#/components/schemas/HTTPValidationError")
        #expect(refusal?["application/problem+json"] != nil)
    }

    @Test("A contract that reads and writes differently has two schemas")
    func directions() async throws {
        let document = try await document()
        let schemas = document["components"]?["schemas"]
        #expect(schemas?["Note"]?["required"] == ["text"])
        #expect(schemas?["Note-Output"]?["required"] == ["text", "stars"])
        let answer = document["paths"]?["/api/notes"]?["post"]?["responses"]?["201"]
        #expect(
            answer?["content"]?["application/json"]?["schema"]?["$ref"]
                == "#/components/schemas/Note-Output")
        let hook = document["webhooks"]?["note_made"]?["post"]?["requestBody"]?["content"]
        #expect(
            hook?["application/json"]?["schema"]?["$ref"] == "#/components/schemas/Note-Output")
    }

    @Test("Parameters are described with their place and rules")
    func parameters() async throws {
        let document = try await document()
        let one = document["paths"]?["/api/notes/{id}"]?["get"]?["parameters"]
        guard case .array(let path)? = one else { throw Broken() }
        #expect(path[0]["name"] == "id")
        #expect(path[0]["in"] == "path")
        #expect(path[0]["required"] == true)
        #expect(path[0]["schema"]?["minimum"] == 1)
        let many = document["paths"]?["/api/notes"]?["get"]?["parameters"]
        guard case .array(let query)? = many else { throw Broken() }
        #expect(query.map { $0["in"] } == ["query", "query", "header"])
        #expect(query[0]["required"] == false)
    }

    @Test("Keys are documented when they are asked for, and only where")
    func security() async throws {
        let open = try await document()
        #expect(open["components"]?["securitySchemes"] == nil)
        let secured = try await document { $0.keys = APIKeys(["k"]) }
        #expect(secured["components"]?["securitySchemes"]?["bearer"]?["scheme"] == "bearer")
        let paths = secured["paths"]
        #expect(paths?["/api/notes"]?["get"]?["security"] == [["bearer": []], ["apiKey": []]])
        #expect(paths?["/api/notes"]?["get"]?["responses"]?["401"] != nil)
        #expect(paths?["/open"]?["get"]?["security"] == nil)
    }

    @Test("The pages load from the CDN when no files are here, and the policy allows just that")
    func pages() async throws {
        let transport = TestTransport(try Sample.api { $0.rootPath = "/l" })
        let docs = try await transport.send(.get, "/docs")
        #expect(docs.header("content-type") == "text/html; charset=utf-8")
        #expect(docs.text.contains("data-document=\"/l/openapi.json\""))
        #expect(docs.text.contains("<title>Notes &lt;1&gt;</title>"))
        #expect(docs.text.contains("https://cdn.jsdelivr.net/npm/swagger-ui-dist@5/"))
        let policy = try #require(docs.header("content-security-policy"))
        #expect(policy.contains("script-src 'self' https://cdn.jsdelivr.net;"))
        #expect(!policy.contains("unsafe-eval"))
        let redoc = try await transport.send(.get, "/redoc")
        #expect(redoc.text.contains("spec-url=\"/l/openapi.json\""))
    }

    @Test("A document that the client has already isn't sent again")
    func entityTags() async throws {
        let transport = TestTransport(try Sample.api())
        let first = try await transport.send(.get, "/openapi.json")
        let tag = try #require(first.header("etag"))
        let second = try await transport.send(
            .get, "/openapi.json", headers: [("If-None-Match", tag)])
        #expect(second.status == .notModified)
        #expect(second.bytes.isEmpty)
    }

    @Test("Documentation can be left out")
    func withoutDocuments() async throws {
        let transport = TestTransport(try Sample.api { $0.offersDocumentation = false })
        for path in ["/docs", "/redoc", "/openapi.json"] {
            #expect(try await transport.send(.get, path).status == .notFound)
        }
    }

    @Test("Declarations that contradict each other are refused")
    func contradictions() throws {
        let noParameter = Operation(
            .get, "/x/{id}", id: "x", summary: "X", answers: [.ok(Seen.self)]
        ) { _ in .noContent }
        let body = Operation(
            .get, "/x", id: "y", summary: "Y", input: .body(Note.self), answers: [.ok(Seen.self)]
        ) { _, _ in .noContent }
        let twice = Operation(
            .get, "/z", id: "open", summary: "Z", answers: [.ok(Seen.self)]
        ) { _ in .noContent }
        for (operation, code) in [
            (noParameter, APIError.Code.pathParameters), (body, .unexpectedBody),
            (twice, .duplicateID),
        ] {
            let error = #expect(throws: APIError.self) { try Sample.api([operation]) }
            #expect(error?.code == code)
        }
    }
}
