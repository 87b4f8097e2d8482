@testable import LeadIndex
import LeadStore
import Leads
import Similarity
import Testing

@Suite struct SearchLineTests {
    private static let workspace = WorkspaceID.make()
    private static let query = LeadQuery(vector: [1, 0, 0], k: 3, workspace: workspace)

    private func index(memoryBudget: Int? = nil) throws -> LeadIndex {
        let index = try LeadIndex(dimensions: 3, seed: 1, memoryBudget: memoryBudget)
        for number in 0..<300 {
            let angle = Float(number) / 300
            try index.upsert(
                IndexedLead(
                    id: LeadID(high: 0, low: UInt64(number)), workspace: Self.workspace,
                    vector: [1 - angle, angle, 0.1], country: number % 2 == 0 ? "DE" : "FR",
                    revenueTier: 1, industry: nil, source: nil, tags: [], route: nil,
                    outcome: number < 10 ? .won : nil, outcomeAt: 1, createdAt: 1, transaction: 1))
        }
        return index
    }

    @Test func `many who wait get each the answer to their own question`() async throws {
        let index = try index()
        try await withThrowingTaskGroup(of: Void.self) { group in
            for number in 0..<200 {
                group.addTask {
                    let angle = Float(number) / 200
                    var query = LeadQuery(
                        vector: [1 - angle, angle, 0], k: number % 7, workspace: Self.workspace)
                    if number % 3 == 0 { query.filter.country = "DE" }
                    if number % 5 == 0 { query.filter.country = "XK" }
                    let alone = try index.search(
                        query.vector, k: query.k, filter: query.filter, workspace: Self.workspace)
                    #expect(try await index.nearest(query) == alone)
                }
            }
            try await group.waitForAll()
        }
    }

    @Test func `one search too many is refused at once`() async throws {
        let index = try index()
        // No thread may scan: who enters waits.
        let line = SearchLine(limit: 2, width: 0)
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<2 {
                group.addTask {
                    await #expect(throws: CancellationError.self) {
                        try await line.answer(Self.query, by: index)
                    }
                }
            }
            while line.waitingCount < 2 { await Task.yield() }
            await #expect(throws: SearchOverload.self) {
                try await line.answer(Self.query, by: index)
            }
            group.cancelAll()
            try await group.waitForAll()
        }
        #expect(line.waitingCount == 0)
    }

    @Test func `a question that cannot be answered is refused before it waits`() async throws {
        let index = try index()
        for vector in [[1, 0], [0, 0, 0], [.nan, 0, 0]] as [[Float]] {
            await #expect(throws: SimilarityError.self) {
                try await index.nearest(
                    LeadQuery(vector: vector, k: 3, workspace: Self.workspace))
            }
        }
    }

    @Test func `of many leads only those without a usable vector are left out`() throws {
        let index = try index()
        let leads = ([[1, 0, 0], [.nan, 0, 0], [0, 0, 0], [0, 1, 0], [1, 2]] as [[Float]]).map {
            vector in
            IndexedLead(
                id: .make(), workspace: Self.workspace, vector: vector, country: nil,
                revenueTier: 1, industry: nil, source: nil, tags: [], route: nil, outcome: nil,
                outcomeAt: 0, createdAt: 1, transaction: 1)
        }
        #expect(throws: SimilarityError.self) { try index.upsert(leads) }
        #expect(index.count == 302)
        #expect(index.state == .loading)
    }

    @Test func `over its budget it says so, searches are refused and scores go on`() async throws {
        let index = try index(memoryBudget: 20_000)
        guard case .overBudget(let needed, 20_000) = index.state else {
            Issue.record("\(index.state)")
            return
        }
        #expect(needed > 20_000)
        #expect(index.count == 0)
        await #expect(throws: SimilarityError.self) { try await index.nearest(Self.query) }
        let evidence = try index.evidence(for: [1, 0, 0], k: 3, workspace: Self.workspace)
        #expect(evidence.labelled == 10)
        index.finishLoading()
        #expect(index.state != .ready)
    }
}
