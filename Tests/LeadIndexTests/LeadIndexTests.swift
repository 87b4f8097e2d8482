import LeadIndex
import LeadStore
import Leads
import Similarity
import Testing

@Suite struct LeadIndexTests {
    private let workspace = WorkspaceID.make()

    private func lead(
        _ vector: [Float], in workspace: WorkspaceID? = nil, country: String? = nil,
        tier: Int32 = 5, industry: String? = nil, tags: [String] = [], outcome: Outcome? = nil,
        outcomeAt: Int64 = 0
    ) -> IndexedLead {
        IndexedLead(
            id: .make(), workspace: workspace ?? self.workspace, vector: vector, country: country,
            revenueTier: tier, industry: industry, source: nil, tags: tags, route: nil,
            outcome: outcome, outcomeAt: outcomeAt, createdAt: 1000, transaction: 7)
    }

    private func index(_ leads: [IndexedLead]) throws -> LeadIndex {
        let index = try LeadIndex(dimensions: 3, seed: 1)
        for lead in leads { try index.upsert(lead) }
        return index
    }

    @Test func `the nearest come first`() throws {
        let leads = [lead([0, 1, 0]), lead([1, 0, 0]), lead([0.8, 0.6, 0])]
        let hits = try index(leads).search([1, 0.1, 0], k: 2, workspace: workspace)
        #expect(hits.map(\.id) == [leads[1].id, leads[2].id])
        #expect(hits[0].similarity > 0.99)
    }

    @Test func `leads of another workspace are never found`() throws {
        let other = WorkspaceID.make()
        let leads = [lead([1, 0, 0], in: other), lead([0, 1, 0])]
        let hits = try index(leads).search([1, 0, 0], k: 10, workspace: workspace)
        #expect(hits.map(\.id) == [leads[1].id])
    }

    @Test func `every condition of a filter must hold, words without regard to case`() throws {
        let wanted = lead(
            [1, 0, 0], country: "DE", tier: 7, industry: "Software", tags: ["A", "b"])
        let leads = [
            wanted,
            lead([1, 0, 0], country: "FR", tier: 7, industry: "Software", tags: ["A", "b"]),
            lead([1, 0, 0], country: "DE", tier: 2, industry: "Software", tags: ["A", "b"]),
            lead([1, 0, 0], country: "DE", tier: 7, tags: ["A", "b"]),
            lead([1, 0, 0], country: "DE", tier: 7, industry: "Software", tags: ["b"]),
        ]
        let filter = LeadFilter(
            country: "DE", minRevenueTier: 5, maxRevenueTier: 7, industry: "software",
            tags: ["a", "B"])
        let hits = try index(leads).search([1, 0, 0], k: 10, filter: filter, workspace: workspace)
        #expect(hits.map(\.id) == [wanted.id])
    }

    @Test func `a word that no lead has finds nothing`() throws {
        let index = try index([lead([1, 0, 0], country: "DE")])
        for filter in [LeadFilter(country: "XK"), LeadFilter(tags: ["none"])] {
            #expect(
                try index.search([1, 0, 0], k: 5, filter: filter, workspace: workspace).isEmpty)
        }
    }

    @Test func `a lead that changes is found as it is now`() throws {
        var changing = lead([1, 0, 0], country: "DE")
        let index = try index([changing, lead([0, 1, 0], country: "DE")])
        changing.country = "FR"
        changing.vector = [0, 0, 1]
        try index.upsert(changing)
        #expect(index.count == 2)
        let german = try index.search(
            [1, 0, 0], k: 5, filter: LeadFilter(country: "DE"), workspace: workspace)
        #expect(german.count == 1)
        let nearest = try index.search([0, 0, 1], k: 1, workspace: workspace)
        #expect(nearest.first?.id == changing.id)
    }

    @Test func `a lead that is gone is not found and its row is used again`() throws {
        let first = lead([1, 0, 0])
        let index = try index([first, lead([0, 1, 0])])
        try index.remove(first.id, workspace: workspace)
        try index.remove(first.id, workspace: workspace)
        let next = lead([0.9, 0.1, 0], country: "FR")
        try index.upsert(next)
        #expect(try index.search([1, 0, 0], k: 1, workspace: workspace).map(\.id) == [next.id])
        #expect(index.count == 2)
    }

    @Test func `evidence is made of leads with an outcome only, and follows its changes`() throws {
        var won = lead([1, 0, 0], outcome: .won, outcomeAt: 1)
        let lost = lead([0, 1, 0], outcome: .lost, outcomeAt: 2)
        let index = try index([won, lost, lead([1, 0, 0])])
        let evidence = try index.evidence(for: [1, 0, 0], k: 5, workspace: workspace)
        #expect(evidence.neighbours.map(\.id) == [won.id, lost.id])
        #expect(evidence.baseRate == 0.5)
        won.outcome = nil
        try index.upsert(won)
        let after = try index.evidence(for: [1, 0, 0], k: 5, workspace: workspace)
        #expect(after.neighbours.map(\.id) == [lost.id])
        #expect(after.baseRate == 0)
    }

    @Test func `a vector of another length is refused and changes nothing`() throws {
        let index = try index([lead([1, 0, 0])])
        #expect(throws: SimilarityError.self) { try index.upsert(lead([1, 0])) }
        #expect(index.count == 1)
    }
}
