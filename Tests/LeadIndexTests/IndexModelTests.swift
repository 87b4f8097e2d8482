import LeadIndex
import LeadStore
import Leads
import Testing

@Suite struct IndexModelTests {
    private static let workspaces = [WorkspaceID.make(), WorkspaceID.make()]
    private static let routes = [RouteID.make(), RouteID.make()]
    private static let ids = (0..<150).map { _ in LeadID.make() }

    private func lead(_ random: inout SeededChoices, transaction: UInt64) -> IndexedLead {
        IndexedLead(
            id: Self.ids.randomElement(using: &random) ?? .make(),
            workspace: random.next() % 8 == 0 ? Self.workspaces[1] : Self.workspaces[0],
            vector: (0..<9).map { _ in .random(in: -1...1, using: &random) },
            country: [nil, "DE", "FR"].randomElement(using: &random) ?? nil,
            revenueTier: .random(in: 0...10, using: &random),
            industry: [nil, "Software", "Bänke"].randomElement(using: &random) ?? nil,
            source: [nil, "web", "FAIR"].randomElement(using: &random) ?? nil,
            tags: ["a", "B", "c", "q\(random.next() % 50)"].filter { _ in
                random.next() % 2 == 0
            },
            route: [nil, Self.routes[0], Self.routes[1]].randomElement(using: &random) ?? nil,
            outcome: [nil, .won, .lost, .disqualified].randomElement(using: &random) ?? nil,
            outcomeAt: 0, createdAt: .random(in: -5...5, using: &random), transaction: transaction)
    }

    private func query(_ random: inout SeededChoices) -> LeadQuery {
        var filter = LeadFilter()
        func now() -> Bool { random.next() % 6 == 0 }
        if now() { filter.country = ["DE", "XK", "DEU"].randomElement(using: &random) }
        if now() { filter.industry = ["SOFTWARE", "bÄnke"].randomElement(using: &random) }
        if now() { filter.source = ["Web", "none"].randomElement(using: &random) }
        if now() { filter.tags = ["A", "b"] }
        if now() { filter.minRevenueTier = .random(in: 0...10, using: &random) }
        if now() { filter.maxRevenueTier = .random(in: 0...10, using: &random) }
        if now() { filter.route = Self.routes.randomElement(using: &random) }
        if now() { filter.outcome = [.won, .lost].randomElement(using: &random) }
        if now() { filter.createdFrom = .random(in: -5...5, using: &random) }
        if now() { filter.createdBefore = .random(in: -5...5, using: &random) }
        return LeadQuery(
            vector: (0..<9).map { _ in .random(in: -1...1, using: &random) }, k: 500,
            filter: filter, workspace: Self.workspaces[Int(random.next() % 2)],
            excluding: now() ? Self.ids.randomElement(using: &random) : nil)
    }

    /// Looks whether the hits are all that the model has, in the right order.
    private func expect(_ hits: [LeadHit], _ wanted: [LeadID: Float]) {
        #expect(Set(hits.map(\.id)) == Set(wanted.keys))
        #expect(hits.count == wanted.count)
        for hit in hits { #expect(abs(hit.similarity - (wanted[hit.id] ?? 9)) < 1e-4) }
        #expect(zip(hits, hits.dropFirst()).allSatisfy { $0.similarity >= $1.similarity })
    }

    @Test(arguments: [1, 2, 3] as [UInt64])
    func `after any changes it finds what a plain dictionary has`(seed: UInt64) throws {
        var random = SeededChoices(seed: seed)
        var model = IndexModel()
        let index = try LeadIndex(dimensions: 9, seed: seed)
        for round in 0..<60 {
            for _ in 0..<40 {
                let transaction = UInt64(round * 10) + random.next() % 30
                switch random.next() % 10 {
                case 0..<3:
                    let (id, workspace) = (
                        Self.ids[Int(random.next() % 150)], Self.workspaces[Int(random.next() % 2)]
                    )
                    try index.remove(id, workspace: workspace, before: transaction)
                    model.remove(id, workspace, before: transaction)
                case 3..<5:
                    let leads = (0..<8).map { _ in lead(&random, transaction: transaction) }
                    try index.upsert(leads)
                    for lead in leads { model.upsert(lead) }
                default:
                    let lead = lead(&random, transaction: transaction)
                    try index.upsert(lead)
                    model.upsert(lead)
                }
            }
            #expect(index.count == model.leads.count)
            let queries = (0..<7).map { _ in query(&random) }
            let answers = try index.search(queries)
            for (query, hits) in zip(queries, answers) {
                expect(hits, model.answer(query))
                expect(
                    try index.search(
                        query.vector, k: query.k, filter: query.filter,
                        workspace: query.workspace, excluding: query.excluded),
                    model.answer(query))
            }
        }
    }

    @Test func `changes and searches side by side end in the right state`() async throws {
        let index = try LeadIndex(dimensions: 9, seed: 4)
        let final = try await withThrowingTaskGroup(of: [IndexedLead].self) { group in
            for writer in 0..<4 {
                group.addTask {
                    var random = SeededChoices(seed: UInt64(100 + writer))
                    var last: [LeadID: IndexedLead] = [:]
                    for step in 0..<400 {
                        var lead = lead(&random, transaction: UInt64(step))
                        lead.id = Self.ids[writer * 30 + Int(random.next() % 30)]
                        lead.workspace = Self.workspaces[0]
                        if step % 5 == 0 {
                            try index.remove(lead.id, workspace: lead.workspace)
                            last[lead.id] = nil
                        } else {
                            try index.upsert([lead])
                            last[lead.id] = lead
                            // Who has stored a lead finds it at once.
                            let own = LeadQuery(
                                vector: lead.vector, k: 1, workspace: lead.workspace)
                            #expect(try await index.nearest(own).first?.id == lead.id)
                        }
                    }
                    return Array(last.values)
                }
            }
            return try await group.reduce(into: []) { $0 += $1 }
        }
        var model = IndexModel()
        for lead in final { model.upsert(lead) }
        var random = SeededChoices(seed: 9)
        for _ in 0..<30 {
            let query = query(&random)
            expect(try await index.nearest(query), model.answer(query))
        }
    }
}
