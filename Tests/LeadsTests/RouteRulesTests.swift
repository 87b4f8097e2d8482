import Leads
import Schema
import Testing

@Suite struct RouteRulesTests {
    private let lead = EnrichedLead(
        firstName: "Ada", email: "ada@example.org", emailIsFree: false, revenueTier: 5,
        tags: ["Trial"], industry: "software", country: "DE", employeeCount: 80, source: "Website")
    private let bare = EnrichedLead(
        firstName: "Ada", email: "ada@example.org", emailIsFree: true, revenueTier: 0)

    @Test func `rules without conditions let every lead in`() {
        #expect(RouteRules().broken(by: bare).isEmpty)
    }

    @Test func `fulfilled conditions break nothing, without regard to case`() throws {
        let rules = RouteRules(
            countries: [try CountryCode("de")], minRevenueTier: 5, maxRevenueTier: 5,
            minEmployees: 80, maxEmployees: 80, industries: ["Software"], sources: ["website"],
            anyTags: ["x", "trial"], companyEmail: true)
        #expect(rules.broken(by: lead).isEmpty)
    }

    @Test func `each broken condition is named, also when the field is missing`() throws {
        let rules = RouteRules(
            countries: [try CountryCode("AT")], minRevenueTier: 6, maxRevenueTier: 10,
            minEmployees: 1, maxEmployees: 9, industries: ["Banking"], sources: ["ads"],
            anyTags: ["x"], companyEmail: true)
        #expect(
            rules.broken(by: bare) == [
                "countries", "min_revenue_tier", "min_employees", "max_employees", "industries",
                "sources", "any_tags", "company_email",
            ])
    }

    @Test func `unknown conditions are refused, so that none is passed over in silence`() {
        #expect(throws: ValidationFailure.self) {
            try RouteRules.contract.decode(Array(#"{"countrys":["DE"]}"#.utf8))
        }
    }
}
