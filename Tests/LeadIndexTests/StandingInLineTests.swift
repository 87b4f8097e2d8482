@testable import LeadIndex
import LeadStore
import Leads
import Synchronization
import Testing

@Suite struct StandingInLineTests {
    private let workspace = WorkspaceID.make()

    private func lead(_ vector: [Float]) -> IndexedLead {
        IndexedLead(
            id: .make(), workspace: workspace, vector: vector, country: nil, revenueTier: 1,
            industry: nil, source: nil, tags: [], route: nil, outcome: nil, outcomeAt: 0,
            createdAt: 1, transaction: 1)
    }

    private func waiting(_ index: LeadIndex) -> Int { index.line.withLock { $0.count } }

    @Test func `leads stand in line until somebody reads, who sees them`() throws {
        let index = try LeadIndex(dimensions: 3, seed: 1)
        try index.add([lead([1, 0, 0]), lead([0, 1, 0])])
        #expect(waiting(index) == 2)
        #expect(try index.search([1, 0, 0], k: 5, workspace: workspace).count == 2)
        #expect(waiting(index) == 0)
    }

    @Test func `an index that settles takes them in`() throws {
        let index = try LeadIndex(dimensions: 3, seed: 1)
        try index.add([lead([1, 0, 0])])
        index.settle()
        #expect(waiting(index) == 0)
        #expect(index.storage.read { $0.count } == 1)
        index.settle()
        #expect(index.count == 1)
    }

    @Test func `an index that is being read does not settle, and nobody waits for that`() throws {
        let index = try LeadIndex(dimensions: 3, seed: 1)
        try index.add([lead([1, 0, 0])])
        index.storage.read { _ in index.settle() }
        #expect(waiting(index) == 1)
        #expect(index.count == 1)
    }
}
