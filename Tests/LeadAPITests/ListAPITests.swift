import Intake
import IntakeFixtures
import Leads
import Schema
import Testing
import WebAPI
import WebAPITesting

@Suite struct ListAPITests {
    private func fill(_ api: TestTransport, _ count: Int) async throws {
        for number in 0..<count {
            let country = number % 3 == 0 ? "DE" : "FR"
            _ = try await LeadAPIFixture.send(
                api, .post, "/api/v1/leads",
                json: """
                    {"first_name":"A","email":"a\(number)@example.org","revenue_tier":3,\
                    "country":"\(country)","industry":"Banking","tags":["x","\(number)"],\
                    "message":"A data warehouse, number \(number)."}
                    """)
        }
    }

    @Test func `leads are listed newest first, page by page, under a filter`() async throws {
        try await LeadAPIFixture.run { api, _ in
            try await fill(api, 8)
            var emails: [String] = []
            var path = "/api/v1/leads?limit=3"
            while true {
                let page = try await LeadAPIFixture.send(api, .get, path)
                #expect(page.status == .ok)
                for place in 0..<3 {
                    if let email = page.json["leads"]?[place]?["email"]?.stringValue {
                        emails.append(email)
                    }
                }
                guard let next = page.json["next"]?.stringValue, !next.isEmpty else { break }
                path = "/api/v1/leads?limit=3&after=\(next)"
            }
            #expect(emails == (0..<8).reversed().map { "a\($0)@example.org" })
            let german = try await LeadAPIFixture.send(
                api, .get, "/api/v1/leads?country=de&tags=X&created_from=2020-01-01T00:00:00Z")
            #expect(german.json["leads"]?[2]?["email"] == "a0@example.org")
            #expect(german.json["leads"]?[3] == nil)
        }
    }

    @Test(arguments: ["limit=0", "limit=101", "after=zz", "after=01", "created_from=yesterday"])
    func `a list that can't be is refused`(query: String) async throws {
        try await LeadAPIFixture.run { api, _ in
            let answer = try await LeadAPIFixture.send(api, .get, "/api/v1/leads?" + query)
            #expect(answer.status == .unprocessable)
        }
    }

    @Test func `a search goes on behind its last hit, and with no other's`() async throws {
        try await LeadAPIFixture.run { api, _ in
            try await fill(api, 5)
            func search(_ more: String) async throws -> LeadAPIFixture.Answer {
                try await LeadAPIFixture.send(
                    api, .post, "/api/v1/leads/search",
                    json: #"{"text":"data warehouse","limit":2"# + more + "}")
            }
            let first = try await search("")
            #expect(first.json["engine"] == "simd")
            let next = try #require(first.json["next"]).stringValue
            let exact = try await search(#","engine":"pgvector""#)
            #expect(exact.json["engine"] == "pgvector" && exact.json["exact"] == true)
            #expect(exact.json["results"] == first.json["results"])
            #expect(exact.json["next"]?.stringValue == next)
            let second = try await search(#","after":"\#(next)""#)
            #expect(second.json["results"]?[1] != nil)
            #expect(second.json["results"]?[0]?["id"] != first.json["results"]?[1]?["id"])
            let other = try await LeadAPIFixture.send(
                api, .post, "/api/v1/leads/search",
                json: #"{"text":"phishing","after":"\#(next)"}"#)
            #expect(other.status == .conflict)
            #expect(other.json["detail"]?.stringValue.contains("another search") == true)
            let damaged = try await LeadAPIFixture.send(
                api, .post, "/api/v1/leads/search", json: #"{"text":"a","after":"01ff"}"#)
            #expect(damaged.status == .unprocessable)
            #expect(damaged.json["detail"]?[0]?["loc"]?[1] == "after")
        }
    }

    @Test func `hits tell what they share with the lead`() async throws {
        try await LeadAPIFixture.run { api, _ in
            try await fill(api, 2)
            let list = try await LeadAPIFixture.send(api, .get, "/api/v1/leads")
            let id = try #require(list.json["leads"]?[0]?["id"]).stringValue
            let near = try await LeadAPIFixture.send(
                api, .get, "/api/v1/leads/\(id)/nearest?compare=true")
            let comparison = near.json["results"]?[0]?["comparison"]
            #expect(comparison?["matching"]?[0] == "industry")
            #expect(comparison?["differing"]?[0]?["field"] == "country")
            #expect(comparison?["differing"]?[0]?["hit"] == "DE")
            #expect(comparison?["differing"]?[0]?["query"] == "FR")
            #expect(comparison?["differing"]?[1]?["hit"]?[0] == "0")
            let plain = try await LeadAPIFixture.send(api, .get, "/api/v1/leads/\(id)/nearest")
            #expect(plain.json["results"]?[0]?["comparison"] == nil)
            let text = try await LeadAPIFixture.send(
                api, .post, "/api/v1/leads/search", json: #"{"text":"a","compare":true}"#)
            #expect(text.status == .ok)
            #expect(text.json["results"]?[0]?["comparison"] == nil)
        }
    }

    @Test func `while the index is loaded simd is 503 with Retry-After`() async throws {
        try await LeadAPIFixture.run { api, fixture in
            try await fill(api, 3)
            let serving = fixture.intake.serving
            fixture.intake.serve(
                try Serving(generation: serving.generation, model: serving.model))
            let response = try await api.send(
                .post, "/api/v1/leads/search", json: #"{"text":"data","engine":"simd"}"#)
            #expect(response.status == .unavailable && response.header("retry-after") != nil)
            let answer = try await LeadAPIFixture.send(
                api, .post, "/api/v1/leads/search", json: #"{"text":"data warehouse"}"#)
            #expect(answer.json["engine"] == "pgvector" && answer.json["results"]?[2] != nil)
        }
    }
}
