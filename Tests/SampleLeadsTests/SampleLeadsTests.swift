import Testing

@testable import SampleLeads

@Suite("Sample leads") struct SampleLeadsTests {
    static let leads = SampleLeads(count: 2_000, seed: 1, endingAt: 1_767_225_600)

    @Test("are the same for the same seed, and others for another")
    func deterministic() {
        let again = SampleLeads(count: 2_000, seed: 1, endingAt: 1_767_225_600)
        #expect(Self.leads.elementsEqual(again))
        let other = SampleLeads(count: 2_000, seed: 2, endingAt: 1_767_225_600)
        #expect(!Self.leads.elementsEqual(other))
        // Fixed text: a change of the generator or the word lists shows here.
        #expect(Self.leads[0].externalID == "sample-00001")
        #expect(Self.leads[1_999].occurredAt == "2026-01-01T00:00:00Z")
    }

    @Test("keep to the limits of the lead contract and to nobody's addresses")
    func limits() {
        let ends = ["example.com", "example.org", "example.net"]
        for lead in Self.leads {
            #expect((1...100).contains(lead.firstName.count))
            #expect((0...10).contains(lead.revenueTier))
            #expect((1...4).contains(lead.tags.count) && Set(lead.tags).count == lead.tags.count)
            #expect(lead.message.count <= 4_000 && !lead.message.contains("{n}"))
            #expect(ends.contains { lead.email.hasSuffix(".\($0)") })
            #expect(lead.email.utf8.allSatisfy { $0 < 0x80 })
        }
        #expect(Set(Self.leads.map(\.email)).count == 2_000)
        #expect(Set(Self.leads.map(\.externalID)).count == 2_000)
        #expect(Set(Self.leads.map(\.message)).count > 800)
    }

    @Test("have an outcome in three of ten, won more often where the text is warm")
    func outcomes() {
        let known = Self.leads.filter { $0.outcome != nil }
        #expect((500...700).contains(known.count))
        func share(_ leads: [SampleLead]) -> Double {
            Double(leads.count { $0.outcome == .won }) / Double(leads.count)
        }
        let warm = known.filter { $0.message.contains("sign this month") }
        let cold = known.filter { $0.message.contains("no budget") }
        #expect(share(warm) > share(cold) + 0.3)
        let security = known.filter { $0.topic == "Enterprise security" }
        let education = known.filter { $0.topic.hasPrefix("Education") }
        #expect(share(security) > share(education) + 0.2)
    }

    @Test("have a route for every topic and one fallback")
    func routes() {
        let names = SampleRoute.all.map(\.name)
        #expect(Set(names).count == names.count && names.count == 8)
        #expect(SampleRoute.all.filter(\.isFallback).count == 1)
        #expect(Set(Self.leads.map(\.topic)).isSubset(of: names))
        #expect(SampleRoute.all.allSatisfy { $0.isFallback || $0.examples.count >= 3 })
    }

    @Test("write their JSON with the names of the contract")
    func json() {
        let text = String(decoding: Self.leads[0].json, as: UTF8.self)
        #expect(text.hasPrefix("{\"first_name\":\"\(Self.leads[0].firstName)\",\"last_name\":"))
        #expect(text.hasSuffix(",\"occurred_at\":\"\(Self.leads[0].occurredAt)\"}"))
        var lead = Self.leads[0]
        lead.message = #"a "b" \c"#
        #expect(String(decoding: lead.json, as: UTF8.self).contains(#""message":"a \"b\" \\c""#))
    }

    @Test(
        "know the calendar",
        arguments: [
            (0, "1970-01-01T00:00:00Z"), (951_782_400, "2000-02-29T00:00:00Z"),
            (1_709_251_199, "2024-02-29T23:59:59Z"), (-1, "1969-12-31T23:59:59Z"),
        ] as [(Int64, String)])
    func calendar(_ seconds: Int64, _ expected: String) {
        #expect(SampleClock.text(seconds) == expected)
    }
}
