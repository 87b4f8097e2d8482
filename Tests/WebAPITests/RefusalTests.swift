import Schema
import Testing
import WebAPI
import WebAPITesting

@Suite("Refusals") struct RefusalTests {
    let transport: TestTransport

    init() throws { transport = TestTransport(try Sample.api()) }

    @Test("What isn't there is 404 in FastAPI's words")
    func notFound() async throws {
        let response = try await transport.send(.get, "/nowhere")
        #expect(response.status == .notFound)
        #expect(response.text == #"{"detail":"Not Found"}"#)
    }

    @Test("A method that isn't there is 405 and names those that are")
    func methodNotAllowed() async throws {
        let response = try await transport.send(.delete, "/api/notes")
        #expect(response.status == .methodNotAllowed)
        #expect(response.header("Allow") == "POST, GET, HEAD, OPTIONS")
        #expect(response.text == #"{"detail":"Method Not Allowed"}"#)
    }

    @Test("A handler's refusal carries its code")
    func handlersRefusal() async throws {
        let response = try await transport.send(.post, "/api/notes", json: #"{"text":"taken"}"#)
        #expect(response.status == .conflict)
        #expect(response.text == #"{"detail":"There is such a note.","code":"note_exists"}"#)
    }

    @Test("An error that nobody foresaw is 500 with the request's id and nothing of its inside")
    func unforeseen() async throws {
        let response = try await transport.send(
            .get, "/api/broken", headers: [("x-request-id", "abc-1")])
        #expect(response.status == .internalError)
        #expect(response.text.contains("abc-1"))
        #expect(!response.text.contains("Broken"))
    }

    @Test(
        "Problem details come to who asks for them",
        arguments: [
            ("application/problem+json", true), ("application/problem+json, */*;q=0.1", true),
            ("application/json", false), ("*/*", false), ("application/*", false),
            ("application/json, application/problem+json;q=0.5", false),
            ("application/problem+json;q=0, */*", false),
        ])
    func problemDetails(accept: String, isProblem: Bool) async throws {
        let response = try await transport.send(
            .get, "/api/notes/100", headers: [("accept", accept), ("x-request-id", "r1")])
        #expect(response.status == .notFound)
        #expect(
            response.header("content-type")
                == (isProblem ? "application/problem+json" : "application/json"))
        guard isProblem else { return }
        #expect(
            response.text == #"{"type":"about:blank","title":"Not Found","status":404,"#
                + #""detail":"No such note.","instance":"r1"}"#)
    }

    @Test("Issues come as problem details too")
    func issuesAsProblem() async throws {
        let response = try await transport.send(
            .post, "/api/notes", json: "{}", headers: [("accept", "application/problem+json")])
        let json = try response.json()
        #expect(json["status"] == 422)
        #expect(json["errors"] != nil)
        #expect(response.header("content-type") == "application/problem+json")
    }

    @Test(
        "A body of another media type is 415",
        arguments: [
            ("application/json", true), ("application/json; charset=utf-8", true),
            ("APPLICATION/JSON", true), ("application/merge-patch+json", true),
            ("text/plain", false), ("application/xml", false), ("text/json", false), ("", false),
            ("application/jsonx", false),
        ])
    func mediaTypes(type: String, isTaken: Bool) async throws {
        let response = try await transport.send(
            .post, "/api/notes", json: #"{"text":"a"}"#, headers: [("content-type", type)])
        #expect(response.status == (isTaken ? .created : .unsupportedMediaType))
    }

    @Test(
        "What cannot be had in an acceptable form is 406",
        arguments: [
            ("application/json", true), ("*/*", true), ("application/*;q=0.2", true),
            ("text/html,application/xhtml+xml,*/*;q=0.8", true), ("text/html", false),
            ("application/json;q=0", false), ("application/json;q=0, */*", false),
            ("image/png, text/*", false), ("", true),
        ])
    func acceptance(accept: String, isAccepted: Bool) async throws {
        let response = try await transport.send(
            .get, "/api/notes/5", headers: [("accept", accept)])
        #expect(response.status == (isAccepted ? .ok : .notAcceptable))
    }

    @Test("A refusal with a time says when to try again")
    func retryAfter() {
        #expect(
            HTTPProblem.unavailable(retryAfter: 3).headers == [HeaderField("retry-after", "3")])
        #expect("\(HTTPProblem.conflict("ada@example.com", code: "x"))" == "HTTP 409 (x)")
    }
}
