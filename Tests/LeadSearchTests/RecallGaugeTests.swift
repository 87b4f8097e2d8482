import IntakeFixtures
import LeadIndex
@testable import LeadSearch
import LeadStore
import Leads
import Testing

@Suite struct RecallGaugeTests {
    private func sample(
        _ fixture: SearchFixture, _ hits: [LeadHit], _ filter: FilterClass = .none
    ) async throws -> RecallSample {
        let unit = try await fixture.query("topic 3 data warehouse")
        return RecallSample(
            query: CandidateQuery(
                vector: unit, limit: 4, filter: LeadFilter(),
                workspace: fixture.intake.workspace.id),
            hits: hits, filterClass: filter, generation: fixture.scope.generation)
    }

    @Test func `hits that are missing lower the recall, and all processes share it`()
        async throws
    {
        try await SearchFixture.run(leads: 40) { fixture in
            let vector = try await fixture.query("topic 3 data warehouse")
            let all = try await fixture.search.search(
                fixture.request(vector, limit: 40, .pgvector), in: fixture.scope
            ).hits
            let gauge = fixture.search.recall
            try await gauge.measure(try await sample(fixture, Array(all.prefix(4))))
            #expect(gauge.snapshot().classes[.none]?.recall == 1)
            // The last two are too far away to stand among the first four.
            let poor = Array(all.prefix(2) + all.suffix(2))
            try await gauge.measure(try await sample(fixture, poor))
            #expect(gauge.snapshot().classes[.none]?.recall == 0.75)
            #expect(gauge.snapshot().text.contains("leadline_hnsw_recall{filter=\"none\"} 0.75"))
            try await gauge.measure(try await sample(fixture, poor, .selective))
            let stored = try await fixture.search.store.recall(of: fixture.scope.generation)
            #expect(
                stored == [
                    RecallCount(filterClass: "none", samples: 2, wanted: 8, found: 6),
                    RecallCount(filterClass: "selective", samples: 1, wanted: 4, found: 2),
                ])
        }
    }

    @Test func `what comes while others wait is dropped, the rest is measured`() async throws {
        try await SearchFixture.run(leads: 10, sampled: 1000) { fixture in
            let gauge = fixture.search.recall
            for _ in 0..<20 { gauge.offer(try await sample(fixture, [])) }
            #expect(gauge.snapshot().classes[.none]?.dropped == 16)
            let running = Task { await gauge.run() }
            for _ in 0..<200 where (gauge.snapshot().classes[.none]?.samples ?? 0) < 4 {
                try await Task.sleep(for: .milliseconds(50))
            }
            running.cancel()
            await running.value
            let figures = gauge.snapshot().classes[.none]
            #expect(figures?.samples == 4 && figures?.searches == 20 && figures?.recall == 0)
        }
    }

    @Test func `a gauge that samples nothing repeats nothing`() async throws {
        try await SearchFixture.run(leads: 5) { fixture in
            fixture.search.recall.offer(try await sample(fixture, []))
            let figures = fixture.search.recall.snapshot().classes[.none]
            #expect(figures == RecallSnapshot.Class.searched(1))
        }
    }
}

extension RecallSnapshot.Class {
    fileprivate static func searched(_ count: Int) -> Self {
        var figures = Self()
        figures.searches = count
        return figures
    }
}
