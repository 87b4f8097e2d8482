import Embedding
@testable import Intake
import IntakeFixtures
import LeadIndex
import LeadStore
import Leads
import Postgres
import Schema
import Testing

@Suite struct IndexFollowerTests {
    private func serving(like fixture: IntakeFixture) throws -> Serving {
        try Serving(
            generation: fixture.intake.serving.generation, model: fixture.intake.serving.model)
    }

    @Test func `an index that is loaded equals one that was kept in step`() async throws {
        try await IntakeFixture.run { fixture in
            let workspace = fixture.workspace.id
            for number in 0..<30 {
                _ = try await fixture.intake.receive(
                    try IntakeFixture.payload(["message": .string("Topic number \(number)")]),
                    in: workspace)
            }
            let loaded = try serving(like: fixture)
            _ = try await IndexFollower.load(loaded, fixture.store)
            #expect(loaded.index.count == 30)
            let text = try await loaded.model.embed("topic number 7")
            let query = try #require(text.values)
            #expect(
                try loaded.index.search(query, k: 10, workspace: workspace).map(\.id)
                    == fixture.intake.serving.index.search(query, k: 10, workspace: workspace)
                    .map(\.id))
        }
    }

    @Test func `changes of others arrive, deletions too`() async throws {
        try await IntakeFixture.run { fixture in
            let other = try serving(like: fixture)
            var position = try await IndexFollower.load(other, fixture.store)
            let receipt = try await fixture.intake.receive(
                try IntakeFixture.payload(), in: fixture.workspace.id)
            position = try await IndexFollower.follow(other, fixture.store, from: position)
            #expect(other.index.count == 1)
            _ = try await fixture.store.deleteLead(receipt.summary.id, of: fixture.workspace.id)
            position = try await IndexFollower.follow(other, fixture.store, from: position)
            #expect(other.index.count == 0)
        }
    }

    @Test func `a commit that comes late is not missed`() async throws {
        try await IntakeFixture.run { fixture in
            let other = try serving(like: fixture)
            var position = try await IndexFollower.load(other, fixture.store)
            let late = try await fixture.intake.receive(
                try IntakeFixture.payload(), in: fixture.workspace.id)
            position = try await IndexFollower.follow(other, fixture.store, from: position)
            try await fixture.store.client.transaction { connection in
                _ = try await connection.query(
                    "update leads set country = 'FR' where email = 'ada@example.org'")
                // Another lead commits while the update is under way, and the feed is read.
                _ = try await fixture.intake.receive(
                    try IntakeFixture.payload(["country": "DE"]), in: fixture.workspace.id)
                position = try await IndexFollower.follow(other, fixture.store, from: position)
                #expect(try frenchLeads(other, fixture).isEmpty)
            }
            position = try await IndexFollower.follow(other, fixture.store, from: position)
            #expect(try frenchLeads(other, fixture) == [late.summary.id])
        }
    }

    private func frenchLeads(_ serving: Serving, _ fixture: IntakeFixture) throws -> [LeadID] {
        let query = [1] + [Float](repeating: 0, count: serving.index.dimensions - 1)
        return try serving.index.search(
            query, k: 5, filter: LeadFilter(country: "FR"), workspace: fixture.workspace.id
        ).map(\.id)
    }
}
