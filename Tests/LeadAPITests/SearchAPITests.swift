import IntakeFixtures
import LeadStore
import Leads
import Schema
import Testing
import WebAPI
import WebAPITesting

@Suite struct SearchAPITests {
    @Test func `a search finds the lead that is about the text, and obeys its filters`()
        async throws
    {
        try await LeadAPIFixture.run { api, _ in
            for (country, message) in [
                ("DE", "We need a data warehouse for our reports."),
                ("FR", "Our people fall for phishing mails."),
                ("DE", "A forklift for the yard, please."),
            ] {
                _ = try await LeadAPIFixture.send(
                    api,
                    .post, "/api/v1/leads",
                    json: """
                        {"first_name":"A","email":"a@example.org","revenue_tier":3,\
                        "country":"\(country)","message":"\(message)"}
                        """)
            }
            let all = try await LeadAPIFixture.send(
                api,
                .post, "/api/v1/leads/search", json: #"{"text":"phishing attack","limit":2}"#)
            #expect(all.json["results"]?[0]?["country"] == "FR")
            #expect(all.json["results"]?[2] == nil)
            #expect(all.json["coverage"]?["embedded"] == 3)
            #expect(all.json["coverage"]?["share"] == 1.0)
            let german = try await LeadAPIFixture.send(
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
        (#"{"text":"a","limit":0}"#, "greater_than_equal"),
        (#"{"text":""}"#, "string_too_short"),
    ])
    func `a search that asks for nothing or two things is refused`(
        body: String, type: String
    ) async throws {
        try await LeadAPIFixture.run { api, _ in
            let answer = try await LeadAPIFixture.send(
                api, .post, "/api/v1/leads/search", json: body)
            #expect(answer.status == .unprocessable)
            #expect(answer.json["detail"]?[0]?["type"] == .string(type))
        }
    }

    @Test func `a vector of another length than the model's is a conflict`() async throws {
        try await LeadAPIFixture.run { api, _ in
            let answer = try await LeadAPIFixture.send(
                api, .post, "/api/v1/leads/search", json: #"{"vector":[1,2]}"#)
            #expect(answer.status == .conflict)
            #expect(answer.json["code"] == "vector_of_other_model")
        }
    }

    @Test func `a lead's neighbours leave the lead itself out`() async throws {
        try await LeadAPIFixture.run { api, _ in
            var places: [String] = []
            for message in ["A data warehouse.", "Reports in a data warehouse.", "Phishing."] {
                let answer = try await LeadAPIFixture.send(
                    api,
                    .post, "/api/v1/leads",
                    json: #"{"first_name":"A","email":"a@example.org","revenue_tier":3,"message":""#
                        + message + #""}"#)
                places.append(try #require(answer.location))
            }
            let near = try await LeadAPIFixture.send(api, .get, places[0] + "/nearest?limit=5")
            #expect(
                near.json["results"]?[0]?["id"].map { places[1].hasSuffix($0.stringValue) } == true)
            #expect(near.json["results"]?[2] == nil)
        }
    }

    @Test func `an unknown lead is 404, one without text has no neighbours`() async throws {
        try await LeadAPIFixture.run { api, _ in
            let unknown = "/api/v1/leads/0199aaaa-0000-7000-8000-000000000000"
            #expect(try await LeadAPIFixture.send(api, .get, unknown).status == .notFound)
            #expect(
                try await LeadAPIFixture.send(api, .get, unknown + "/nearest").status == .notFound)
            #expect(try await LeadAPIFixture.send(api, .delete, unknown).status == .notFound)
            #expect(
                try await LeadAPIFixture.send(
                    api, .post, unknown + "/outcome", json: #"{"outcome":"won"}"#
                ).status
                    == .notFound)
            let made = try await LeadAPIFixture.send(
                api, .post, "/api/v1/leads", json: LeadAPIFixture.seed)
            let place = try #require(made.location)
            #expect(
                try await LeadAPIFixture.send(api, .get, place + "/nearest").status == .conflict)
            #expect(try await LeadAPIFixture.send(api, .delete, place).status == .noContent)
            #expect(try await LeadAPIFixture.send(api, .get, place).status == .notFound)
        }
    }
}
