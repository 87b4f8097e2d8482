import Intake
import IntakeFixtures
import LeadIndex
@testable import LeadSearch
import LeadStore
import Leads
import Schema
import Testing

@Suite struct EngineAgreementTests {
    @Test func `both engines give the same hits under random filters`() async throws {
        try await SearchFixture.run(leads: 400) { fixture in
            try await labelSome(fixture)
            var random = SeededNumbers(seed: 3)
            var found = 0
            for number in 0..<120 {
                let filter = try await filter(fixture, &random)
                let vector = try await fixture.query("topic \(number % 20) data warehouse")
                let limit = [1, 10, 40][random.next(below: 3)]
                let simd = try await fixture.search.search(
                    fixture.request(vector, limit: limit, filter: filter, .simd),
                    in: fixture.scope)
                let exact = try await fixture.search.search(
                    fixture.request(vector, limit: limit, filter: filter, .pgvector),
                    in: fixture.scope)
                #expect(simd.hits == exact.hits, "\(filter)")
                #expect(exact.isExact && exact.engine == .pgvector && simd.engine == .simd)
                #expect((simd.next == nil) == (exact.next == nil))
                found += simd.hits.isEmpty ? 0 : 1
            }
            // Filters that let nothing through would agree by doing nothing.
            #expect(found > 60)
        }
    }

    @Test func `every word is found in all of its spellings, by both engines`() async throws {
        try await SearchFixture.run(leads: 200) { fixture in
            let vector = try await fixture.query("data warehouse")
            for industry in SearchFixture.industries.compactMap(\.self) + ["İSTANBUL", "ärzte"] {
                let filter = LeadFilter(industry: industry)
                var answers: [[LeadHit]] = []
                for engine in [SearchEngine.simd, .pgvector] {
                    answers.append(
                        try await fixture.search.search(
                            fixture.request(vector, limit: 100, filter: filter, engine),
                            in: fixture.scope
                        ).hits)
                }
                #expect(answers[0] == answers[1], "\(industry)")
                #expect(!answers[0].isEmpty, "\(industry)")
            }
        }
    }

    @Test(arguments: [SearchEngine.simd, .pgvector])
    func `pages are the whole in pieces, ties included`(engine: SearchEngine) async throws {
        try await SearchFixture.run(leads: 200) { fixture in
            let vector = try await fixture.query("topic 0 data warehouse 0")
            let whole = try await fixture.search.search(
                fixture.request(vector, limit: 1000, engine), in: fixture.scope)
            #expect(whole.hits.count == 200 && whole.next == nil)
            var pages: [LeadHit] = []
            var after: SearchPosition?
            repeat {
                let page = try await fixture.search.search(
                    fixture.request(vector, limit: 7, engine, after: after), in: fixture.scope)
                #expect(page.hits.count == min(7, 200 - pages.count))
                pages += page.hits
                after = page.next
            } while after != nil
            #expect(pages == whole.hits)
        }
    }

    private func labelSome(_ fixture: SearchFixture) async throws {
        let workspace = fixture.intake.workspace.id
        let leads = try await fixture.search.store.list(
            LeadFilter(), of: workspace, after: nil, limit: 400)
        for (place, lead) in leads.enumerated() where place % 5 == 0 {
            let outcome: Outcome = place % 2 == 0 ? .won : .lost
            _ = try await fixture.search.store.setOutcome(
                outcome, at: nil, of: lead.lead.id, in: workspace)
            try await fixture.intake.intake.refresh(lead.lead.id, in: workspace)
        }
    }

    private func filter(
        _ fixture: SearchFixture, _ random: inout SeededNumbers
    ) async throws -> LeadFilter {
        func some<Value>(_ values: [Value]) -> Value? {
            random.next(below: 3) == 0 ? values[random.next(below: values.count)] : nil
        }
        var filter = LeadFilter(
            country: some(SearchFixture.countries) ?? nil,
            minRevenueTier: some([0, 3, 9]), maxRevenueTier: some([2, 8, 10]),
            industry: some(SearchFixture.industries) ?? nil,
            source: some(SearchFixture.sources) ?? nil,
            tags: some([["a"], ["B", "ä"], [";x"], []]) ?? [])
        filter.outcome = random.next(below: 6) == 0 ? .won : nil
        if random.next(below: 6) == 0 {
            let middle = try await fixture.search.store.list(
                LeadFilter(), of: fixture.intake.workspace.id, after: nil, limit: 200
            ).last
            let moment = try #require(middle).createdAt.microseconds
            if random.next(below: 2) == 0 {
                filter.createdFrom = moment
            } else {
                filter.createdBefore = moment
            }
        }
        return filter
    }
}
