import Leads
import Testing

@Suite struct LeadTextTests {
    @Test func `a lead's text holds no personal data`() {
        let lead = EnrichedLead(
            firstName: "Adalbert", lastName: "Lovelace", email: "secret@example.org",
            emailIsFree: false, revenueTier: 3, tags: ["inbound", "trial"], phone: "+44 1",
            company: "Engines Ltd", jobTitle: "Head of Data", industry: "Software",
            message: "A warehouse, please.", externalID: "x-17")
        #expect(
            LeadText.text(of: lead)
                == "Head of Data Engines Ltd Software inbound trial A warehouse, please.")
    }

    @Test func `a lead without texts has an empty text`() {
        let lead = EnrichedLead(
            firstName: "Ada", email: "ada@example.org", emailIsFree: false, revenueTier: 3)
        #expect(LeadText.text(of: lead) == "")
    }
}
