import Leads
import Schema
import Testing

@Suite struct LeadContractTests {
    private func decode(_ json: String) throws -> LeadPayload {
        try LeadPayload.contract.decode(Array(json.utf8))
    }

    private func failure(of json: String) -> ValidationFailure? {
        do {
            _ = try LeadPayload.contract.decode(Array(json.utf8))
            return nil
        } catch {
            return error
        }
    }

    @Test func `the smallest lead has three fields`() throws {
        let lead = try decode(#"{"first_name":"Ada","email":"ada@example.org","revenue_tier":3}"#)
        #expect(lead.firstName == "Ada")
        #expect(lead.email.text == "ada@example.org")
        #expect(lead.revenueTier == 3)
        #expect(lead.tags.isEmpty)
        #expect(lead.company == nil)
    }

    @Test(arguments: [
        (#"{"first_name":"Ada","revenue_tier":3}"#, "email", "missing"),
        (#"{"first_name":"Ada","email":42,"revenue_tier":3}"#, "email", "string_type"),
        (
            #"{"first_name":"Ada","email":"a@example.org","revenue_tier":"high"}"#, "revenue_tier",
            "int_parsing"
        ),
        (
            #"{"first_name":"Ada","email":"a@example.org","revenue_tier":11}"#, "revenue_tier",
            "less_than_equal"
        ),
        (
            #"{"first_name":"Ada","email":"a@example.org","revenue_tier":1,"country":"Germany"}"#,
            "country", "country_alpha2"
        ),
        (
            #"{"first_name":"A","email":"a@b.com","revenue_tier":1,"occurred_at":"2026-03-01T09:30:00"}"#,
            "occurred_at", "timezone_aware"
        ),
        (
            #"{"first_name":"A","email":"a@b.com","revenue_tier":1,"occurred_at":"2026-03-01"}"#,
            "occurred_at", "timezone_aware"
        ),
        (
            #"{"first_name":"A","email":"a@b.com","revenue_tier":1,"occurred_at":"0001-01-01T00:00:00+23:59"}"#,
            "occurred_at", "value_error"
        ),
        (
            #"{"first_name":"Ada","email":"a@example.org","revenue_tier":1,"attributes":[1]}"#,
            "attributes", "dict_type"
        ),
    ])
    func `a wrong field is named`(json: String, field: String, type: String) throws {
        let issue = try #require(failure(of: json)?.issues.first)
        #expect(issue.loc == ["body", .key(field)])
        #expect(issue.type == type)
    }

    @Test func `every field reads back what was put in`() throws {
        let json = """
            {"first_name":"a1","email":"a2@example.org","revenue_tier":3,"tags":["a4"],\
            "last_name":"a5","phone":"a6","company":"a7","job_title":"a8","industry":"a9",\
            "country":"DE","website":"https://a11.example/","employee_count":12,"message":"a13",\
            "source":"a14","external_id":"a15","occurred_at":"2026-03-01T09:30:00Z",\
            "attributes":{"a17":true}}
            """
        let once = LeadPayload.contract.encode(try decode(json))
        #expect(String(decoding: once, as: UTF8.self) == json)
    }

    @Test(arguments: ["de", "DE", "dE"]) func `a country is read in either case`(code: String)
        throws
    {
        #expect(try CountryCode(code).text == "DE")
    }

    @Test(arguments: ["", "D", "DEU", "XX", "1A", "ß", "Ä!"])
    func `what is no country is refused`(code: String) {
        #expect(throws: Refusal.self) { try CountryCode(code) }
    }
}
