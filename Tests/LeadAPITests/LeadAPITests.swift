import IntakeFixtures
import LeadAPI
import LeadStore
import Leads
import Logging
import Schema
import Testing
import WebAPI
import WebAPITesting

@Suite struct LeadAPITests {
    private static let routes = [
        IntakeFixture.route("Data", "Data warehouse, analytics, pipelines and reports."),
        IntakeFixture.route("Security", "Phishing, audits, firewalls and compliance."),
        IntakeFixture.route("Inbox", "Everything else.", isFallback: true),
    ]

    private func run(
        _ body: (TestTransport, IntakeFixture) async throws -> Void
    ) async throws {
        try await IntakeFixture.run(routes: Self.routes) { fixture in
            let operations = LeadAPI(intake: fixture.intake, workspace: fixture.workspace)
                .operations
            let api = try API(
                LeadAPI.info(version: "test"), operations: operations,
                logger: Logger(label: "test"))
            try await body(TestTransport(api), fixture)
        }
    }

    /// An answer whose body has been read.
    private struct Answer {
        let status: ResponseStatus
        let json: JSONValue
        let location: String?
    }

    private func send(
        _ api: TestTransport, _ method: RequestMethod, _ path: String, json: String = ""
    ) async throws -> Answer {
        let response = try await api.send(method, path, json: json)
        return Answer(
            status: response.status, json: response.bytes.isEmpty ? .null : try response.json(),
            location: response.header("location"))
    }

    private static let seed = #"{"first_name":"Ada","email":"ada@example.org","revenue_tier":3}"#

    @Test func `the seed payload is answered 201, with its place`() async throws {
        try await run { api, fixture in
            let answer = try await send(api, .post, "/api/v1/leads", json: Self.seed)
            #expect(answer.status == .created)
            #expect(answer.json["status"] == "success")
            #expect(answer.json["processed_email"] == "ada@example.org")
            #expect(answer.json["route"] == "Inbox")
            #expect(answer.json["score"] == .null)
            let place = try #require(answer.location)
            let found = try await send(api, .get, place)
            #expect(found.status == .ok)
            #expect(found.json["first_name"] == "Ada")
            #expect(found.json["decision"]?["route"]?["reason"] == "fallback_no_text")
            #expect(found.json["id"] == answer.json["id"])
        }
    }

    @Test(arguments: [
        (#"{"first_name":"Ada","revenue_tier":3}"#, "email"),
        (#"{"first_name":"Ada","email":42,"revenue_tier":3}"#, "email"),
        (#"{"first_name":"Ada","email":"ada@example.org","revenue_tier":"high"}"#, "revenue_tier"),
        (#"{"first_name":" ","email":"ada@example.org","revenue_tier":3}"#, "first_name"),
    ])
    func `a wrong field is answered 422 with its name, and nothing is stored`(
        body: String, field: String
    ) async throws {
        try await run { api, fixture in
            for path in ["/api/v1/leads", "/api/v1/leads/validate"] {
                let answer = try await send(api, .post, path, json: body)
                #expect(answer.status == .unprocessable)
                #expect(answer.json["detail"]?[0]?["loc"]?[1] == .string(field))
            }
            #expect(try await fixture.store.leadCount(of: fixture.workspace.id) == 0)
        }
    }

    @Test func `validate answers 200 and stores nothing`() async throws {
        try await run { api, fixture in
            let answer = try await send(api, .post, "/api/v1/leads/validate", json: Self.seed)
            #expect(answer.status == .ok)
            #expect(try await fixture.store.leadCount(of: fixture.workspace.id) == 0)
        }
    }

    @Test func `the same external id is answered 200 with the first lead`() async throws {
        try await run { api, _ in
            let body =
                #"{"first_name":"Ada","email":"ada@example.org","revenue_tier":3,"external_id":"7"}"#
            let first = try await send(api, .post, "/api/v1/leads", json: body)
            let second = try await send(api, .post, "/api/v1/leads", json: body)
            #expect(first.status == .created)
            #expect(second.status == .ok)
            #expect(first.json == second.json)
        }
    }

    @Test func `of many leads the good ones are stored, each with a result of its own`()
        async throws
    {
        try await run { api, fixture in
            let body = "[\(Self.seed),{\"email\":\"x\"},\(Self.seed)]"
            let answer = try await send(api, .post, "/api/v1/leads/bulk", json: body)
            #expect(answer.status == .ok)
            #expect(answer.json["status"] == "partial")
            #expect(answer.json["count"] == 2)
            #expect(answer.json["results"]?[0]?["status"] == "created")
            #expect(answer.json["results"]?[1]?["status"] == "error")
            #expect(answer.json["results"]?[1]?["errors"]?[0]?["loc"]?[1] == 1)
            #expect(try await fixture.store.leadCount(of: fixture.workspace.id) == 2)
        }
    }

    @Test func `a search finds the lead that is about the text, and obeys its filters`()
        async throws
    {
        try await run { api, _ in
            for (country, message) in [
                ("DE", "We need a data warehouse for our reports."),
                ("FR", "Our people fall for phishing mails."),
                ("DE", "A forklift for the yard, please."),
            ] {
                _ = try await send(
                    api,
                    .post, "/api/v1/leads",
                    json: """
                        {"first_name":"A","email":"a@example.org","revenue_tier":3,\
                        "country":"\(country)","message":"\(message)"}
                        """)
            }
            let all = try await send(
                api,
                .post, "/api/v1/leads/search", json: #"{"text":"phishing attack","limit":2}"#)
            #expect(all.json["results"]?[0]?["country"] == "FR")
            #expect(all.json["results"]?[2] == nil)
            let german = try await send(
                api,
                .post, "/api/v1/leads/search", json: #"{"text":"phishing","country":"de"}"#)
            #expect(german.json["results"]?[0]?["country"] == "DE")
            #expect(german.json["results"]?[1]?["country"] == "DE")
            #expect(german.json["results"]?[2] == nil)
        }
    }

    @Test(arguments: [
        (#"{}"#, "value_error"),
        (#"{"text":"a","lead_id":"0199aaaa-0000-7000-8000-000000000000"}"#, "value_error"),
        (#"{"vector":[1,2]}"#, "value_error"), (#"{"text":"a","limit":0}"#, "greater_than_equal"),
        (#"{"text":""}"#, "string_too_short"),
    ])
    func `a search that asks for nothing or two things is refused`(
        body: String, type: String
    ) async throws {
        try await run { api, _ in
            let answer = try await send(api, .post, "/api/v1/leads/search", json: body)
            #expect(answer.status == .unprocessable)
            #expect(answer.json["detail"]?[0]?["type"] == .string(type))
        }
    }

    @Test func `a lead's neighbours leave the lead itself out`() async throws {
        try await run { api, _ in
            var places: [String] = []
            for message in ["A data warehouse.", "Reports in a data warehouse.", "Phishing."] {
                let answer = try await send(
                    api,
                    .post, "/api/v1/leads",
                    json: #"{"first_name":"A","email":"a@example.org","revenue_tier":3,"message":""#
                        + message + #""}"#)
                places.append(try #require(answer.location))
            }
            let near = try await send(api, .get, places[0] + "/nearest?limit=5")
            #expect(
                near.json["results"]?[0]?["id"].map { places[1].hasSuffix($0.stringValue) } == true)
            #expect(near.json["results"]?[2] == nil)
        }
    }

    @Test func `an unknown lead is 404, one without text has no neighbours`() async throws {
        try await run { api, _ in
            let unknown = "/api/v1/leads/0199aaaa-0000-7000-8000-000000000000"
            #expect(try await send(api, .get, unknown).status == .notFound)
            #expect(try await send(api, .get, unknown + "/nearest").status == .notFound)
            #expect(try await send(api, .delete, unknown).status == .notFound)
            #expect(
                try await send(api, .post, unknown + "/outcome", json: #"{"outcome":"won"}"#).status
                    == .notFound)
            let made = try await send(api, .post, "/api/v1/leads", json: Self.seed)
            let place = try #require(made.location)
            #expect(try await send(api, .get, place + "/nearest").status == .conflict)
            #expect(try await send(api, .delete, place).status == .noContent)
            #expect(try await send(api, .get, place).status == .notFound)
        }
    }

    @Test func `a new route takes leads at once, and a deleted one none`() async throws {
        try await run { api, _ in
            let route = try await send(
                api,
                .post, "/api/v1/routes",
                json: #"{"name":"Yard","description":"Forklifts and pallets for the yard."}"#)
            #expect(route.status == .created)
            let lead =
                #"{"first_name":"A","email":"a@example.org","revenue_tier":3,"message":"A forklift for the yard"}"#
            #expect(try await send(api, .post, "/api/v1/leads", json: lead).json["route"] == "Yard")
            let again = try await send(
                api,
                .post, "/api/v1/routes", json: #"{"name":"Yard","description":"x"}"#)
            #expect(again.status == .conflict)
            let place = try #require(route.location)
            #expect(try await send(api, .delete, place).status == .noContent)
            #expect(try await send(api, .post, "/api/v1/leads", json: lead).json["route"] != "Yard")
        }
    }

    @Test func `the threshold sends more leads to the fallback route`() async throws {
        try await run { api, _ in
            let set = try await send(
                api,
                .put, "/api/v1/workspace", json: #"{"route_threshold":0.99}"#)
            #expect(set.status == .ok)
            let lead =
                #"{"first_name":"A","email":"a@example.org","revenue_tier":3,"message":"A data warehouse"}"#
            #expect(
                try await send(api, .post, "/api/v1/leads", json: lead).json["route"] == "Inbox")
        }
    }
}

extension JSONValue {
    fileprivate subscript(place: Int) -> JSONValue? {
        guard case .array(let values) = self, values.indices.contains(place) else { return nil }
        return values[place]
    }

    fileprivate var stringValue: String {
        if case .string(let text) = self { text } else { "" }
    }
}
