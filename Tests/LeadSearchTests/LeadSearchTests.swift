import Embedding
import Intake
import IntakeFixtures
import LeadIndex
@testable import LeadSearch
import LeadStore
import Leads
import Schema
import Testing

@Suite struct LeadSearchTests {
    @Test func `while the index is loaded PostgreSQL answers, and simd is refused`()
        async throws
    {
        try await SearchFixture.run(leads: 30) { fixture in
            let serving = fixture.intake.intake.serving
            let unloaded = try Serving(generation: serving.generation, model: serving.model)
            let scope = SearchScope(
                generation: serving.generation, index: unloaded.index, state: unloaded.indexState)
            let vector = try await fixture.query("data warehouse")
            let answer = try await fixture.search.search(
                fixture.request(vector, .auto), in: scope)
            #expect(answer.engine == .pgvector && answer.hits.count == 10)
            let ready = try await fixture.search.search(
                fixture.request(vector, .auto), in: fixture.scope)
            #expect(ready.engine == .simd && ready.hits == answer.hits)
            await #expect(throws: SearchError.self) {
                _ = try await fixture.search.search(fixture.request(vector, .simd), in: scope)
            }
        }
    }

    @Test func `of graph and comparison the one is taken that costs less`() async throws {
        try await SearchFixture.run(leads: 30) { fixture in
            try await fixture.buildIndex()
            let vector = try await fixture.query("data warehouse")
            func note(_ path: SearchPath, _ duration: Duration) {
                for _ in 0..<60 { fixture.search.costs.note(duration, path, .none) }
            }
            note(.graph, .milliseconds(1))
            note(.scan, .seconds(9))
            let request = fixture.request(vector, limit: 3, .pgvector)
            #expect(try await !fixture.search.search(request, in: fixture.scope).isExact)
            note(.graph, .seconds(90))
            #expect(try await fixture.search.search(request, in: fixture.scope).isExact)
        }
    }

    @Test func `a deep page is served by PostgreSQL`() async throws {
        try await SearchFixture.run(leads: 10) { fixture in
            let vector = try await fixture.query("data warehouse")
            let deep = SearchPosition(similarity: 1, id: LeadID(high: 0, low: 0), depth: 2000)
            let answer = try await fixture.search.search(
                fixture.request(vector, .auto, after: deep), in: fixture.scope)
            #expect(answer.engine == .pgvector && answer.isExact)
            await #expect(throws: SearchError.self) {
                _ = try await fixture.search.search(
                    fixture.request(vector, .simd, after: deep), in: fixture.scope)
            }
        }
    }

    @Test func `a lead is found by the moment that the database gave it`() async throws {
        try await SearchFixture.run(leads: 12) { fixture in
            let leads = try await fixture.search.store.list(
                LeadFilter(), of: fixture.intake.workspace.id, after: nil, limit: 12)
            let vector = try await fixture.query("data warehouse")
            for lead in leads {
                let moment = lead.createdAt.microseconds
                let answer = try await fixture.search.search(
                    fixture.request(
                        vector, limit: 12,
                        filter: LeadFilter(createdFrom: moment, createdBefore: moment + 1), .simd),
                    in: fixture.scope)
                #expect(answer.hits.contains { $0.id == lead.lead.id })
            }
        }
    }
}
