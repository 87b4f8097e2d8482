import Enrichment
import Leads
import Schema
import Testing

@Suite struct EnrichmentTests {
    private func enrich(_ json: String) throws -> EnrichedLead {
        try Enrichment.enrich(try LeadPayload.contract.decode(Array(json.utf8)))
    }

    @Test func `spaces are trimmed and folded, of every kind`() throws {
        let lead = try enrich(
            #"""
            {"first_name":"  Ada\t\u00a0 King ","email":"ada@example.org","revenue_tier":3,
             "company":"Acme\u3000\u2003 Ltd","job_title":"Head  of\nData","last_name":" "}
            """#)
        #expect(lead.firstName == "Ada King")
        #expect(lead.company == "Acme Ltd")
        #expect(lead.jobTitle == "Head of Data")
        #expect(lead.lastName == nil)
    }

    @Test func `the domain is lower-cased and the country upper-cased`() throws {
        let lead = try enrich(
            #"{"first_name":"A","email":"Ada.K@EXAMPLE.Org","revenue_tier":3,"country":"gb"}"#)
        #expect(lead.email == "Ada.K@example.org")
        #expect(lead.country == "GB")
    }

    @Test func `tags are kept once, in their order`() throws {
        let lead = try enrich(
            #"{"first_name":"A","email":"a@example.org","revenue_tier":3,"tags":["b","A ","a","b"]}"#
        )
        #expect(lead.tags == ["b", "A"])
    }

    @Test func `the message stays as it was written`() throws {
        let lead = try enrich(
            #"{"first_name":"A","email":"a@example.org","revenue_tier":3,"message":" two\n  lines "}"#
        )
        #expect(lead.message == " two\n  lines ")
    }

    @Test func `a first name of spaces is no first name`() {
        #expect(throws: EnrichmentError.blankFirstName) {
            try enrich(#"{"first_name":" \t ","email":"a@example.org","revenue_tier":3}"#)
        }
    }

    @Test(arguments: [
        ("gmail.com", true), ("yahoo.co.uk", true), ("hotmail.fr", true), ("web.de", true),
        ("example.org", false), ("gmail.com.example.org", false), ("yahoo-inc.com", false),
        ("outlook.example", false), ("yahoo.consulting", false),
    ])
    func `free mail providers are told from companies`(domain: String, isFree: Bool) {
        #expect(FreeMail.contains(domain) == isFree)
    }
}
