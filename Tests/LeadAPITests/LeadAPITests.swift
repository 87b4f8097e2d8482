import IntakeFixtures
import LeadStore
import Leads
import Schema
import Testing
import WebAPI
import WebAPITesting

@Suite struct LeadAPITests {
    @Test func `the seed payload is answered 201, with its place`() async throws {
        try await LeadAPIFixture.run { api, fixture in
            let answer = try await LeadAPIFixture.send(
                api, .post, "/api/v1/leads", json: LeadAPIFixture.seed)
            #expect(answer.status == .created)
            #expect(answer.json["status"] == "success")
            #expect(answer.json["processed_email"] == "ada@example.org")
            #expect(answer.json["route"] == "Inbox")
            #expect(answer.json["score"] == .null)
            let place = try #require(answer.location)
            let found = try await LeadAPIFixture.send(api, .get, place)
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
        try await LeadAPIFixture.run { api, fixture in
            for path in ["/api/v1/leads", "/api/v1/leads/validate"] {
                let answer = try await LeadAPIFixture.send(api, .post, path, json: body)
                #expect(answer.status == .unprocessable)
                #expect(answer.json["detail"]?[0]?["loc"]?[1] == .string(field))
            }
            #expect(try await fixture.store.leadCount(of: fixture.workspace.id) == 0)
        }
    }

    @Test func `validate answers 200 and stores nothing`() async throws {
        try await LeadAPIFixture.run { api, fixture in
            let answer = try await LeadAPIFixture.send(
                api, .post, "/api/v1/leads/validate", json: LeadAPIFixture.seed)
            #expect(answer.status == .ok)
            #expect(try await fixture.store.leadCount(of: fixture.workspace.id) == 0)
        }
    }

    @Test func `the same external id is answered 200 with the first lead`() async throws {
        try await LeadAPIFixture.run { api, _ in
            let body =
                #"{"first_name":"Ada","email":"ada@example.org","revenue_tier":3,"external_id":"7"}"#
            let first = try await LeadAPIFixture.send(api, .post, "/api/v1/leads", json: body)
            let second = try await LeadAPIFixture.send(api, .post, "/api/v1/leads", json: body)
            #expect(first.status == .created)
            #expect(second.status == .ok)
            #expect(first.json == second.json)
        }
    }

    @Test func `of many leads the good ones are stored, each with a result of its own`()
        async throws
    {
        try await LeadAPIFixture.run { api, fixture in
            let body = "[\(LeadAPIFixture.seed),{\"email\":\"x\"},\(LeadAPIFixture.seed)]"
            let answer = try await LeadAPIFixture.send(api, .post, "/api/v1/leads/bulk", json: body)
            #expect(answer.status == .ok)
            #expect(answer.json["status"] == "partial")
            #expect(answer.json["count"] == 2)
            #expect(answer.json["results"]?[0]?["status"] == "created")
            #expect(answer.json["results"]?[1]?["status"] == "error")
            #expect(answer.json["results"]?[1]?["errors"]?[0]?["loc"]?[1] == 1)
            #expect(try await fixture.store.leadCount(of: fixture.workspace.id) == 2)
        }
    }
}
