import Embedding
@testable import Intake
import IntakeFixtures
import LeadIndex
import LeadStore
import Leads
import Logging
import Postgres
import Schema
import Testing

@Suite struct IndexFollowerTests {
    private func serving(like fixture: IntakeFixture) throws -> Serving {
        try Serving(
            generation: fixture.intake.serving.generation, model: fixture.intake.serving.model)
    }

    private let logger = Logger(label: "test")

    private func follower(_ fixture: IntakeFixture) -> IndexFollower {
        IndexFollower(
            intake: fixture.intake, workspaces: [], models: NoModels(), logger: logger)
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
            _ = try await IndexFollower.load(loaded, fixture.store, logger)
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
            var position = try await IndexFollower.load(other, fixture.store, logger)
            let receipt = try await fixture.intake.receive(
                try IntakeFixture.payload(), in: fixture.workspace.id)
            position = try await follower(fixture).follow(other, from: position)
            #expect(other.index.count == 1)
            _ = try await fixture.store.deleteLead(receipt.summary.id, of: fixture.workspace.id)
            position = try await follower(fixture).follow(other, from: position)
            #expect(other.index.count == 0)
        }
    }

    @Test func `a commit that comes late is not missed`() async throws {
        try await IntakeFixture.run { fixture in
            let other = try serving(like: fixture)
            var position = try await IndexFollower.load(other, fixture.store, logger)
            let late = try await fixture.intake.receive(
                try IntakeFixture.payload(), in: fixture.workspace.id)
            position = try await follower(fixture).follow(other, from: position)
            try await fixture.store.client.transaction { connection in
                _ = try await connection.query(
                    "update leads set country = 'FR' where email = 'ada@example.org'")
                // Another lead commits while the update is under way, and the feed is read.
                _ = try await fixture.intake.receive(
                    try IntakeFixture.payload(["country": "DE"]), in: fixture.workspace.id)
                position = try await follower(fixture).follow(other, from: position)
                #expect(try frenchLeads(other, fixture).isEmpty)
            }
            position = try await follower(fixture).follow(other, from: position)
            #expect(try frenchLeads(other, fixture) == [late.summary.id])
        }
    }

    @Test func `an index over its budget holds no lead, but what scores are made of`()
        async throws
    {
        try await IntakeFixture.run { fixture in
            for number in 0..<4 {
                _ = try await fixture.intake.receive(
                    try IntakeFixture.payload(["message": .string("Topic number \(number)")]),
                    in: fixture.workspace.id)
            }
            try await fixture.store.client.execute(
                script: "update leads set outcome = 'won', outcome_at = now()")
            let small = try Serving(
                generation: fixture.intake.serving.generation,
                model: fixture.intake.serving.model, memoryBudget: 4000)
            _ = try await IndexFollower.load(small, fixture.store, logger)
            guard case .overBudget(let needed, 4000) = small.indexState else {
                Issue.record("\(small.indexState)")
                return
            }
            #expect(needed > 4000)
            #expect(small.index.count == 0)
            let query = [Float](repeating: 1, count: small.index.dimensions)
            let evidence = try small.index.evidence(
                for: query, k: 2, workspace: fixture.workspace.id)
            #expect(evidence.labelled == 4)
        }
    }

    private func frenchLeads(_ serving: Serving, _ fixture: IntakeFixture) throws -> [LeadID] {
        let query = [1] + [Float](repeating: 0, count: serving.index.dimensions - 1)
        return try serving.index.search(
            query, k: 5, filter: LeadFilter(country: "FR"), workspace: fixture.workspace.id
        ).map(\.id)
    }

    @Test func `a lead deleted and stored again under its id stays in the index`() async throws {
        try await IntakeFixture.run { fixture in
            let other = try serving(like: fixture)
            var position = try await IndexFollower.load(other, fixture.store, logger)
            let id = LeadID.make()
            for _ in 0..<2 {
                _ = try await fixture.store.deleteLead(id, of: fixture.workspace.id)
                _ = try await fixture.intake.receive(
                    try IntakeFixture.payload(), in: fixture.workspace.id, id: id)
            }
            position = try await follower(fixture).follow(other, from: position)
            #expect(other.index.count == 1)
        }
    }

    @Test func `leads restored from another server are followed as all others`() async throws {
        try await IntakeFixture.run { fixture in
            _ = try await fixture.intake.receive(
                try IntakeFixture.payload(), in: fixture.workspace.id)
            try await fixture.store.client.execute(
                script: """
                    alter table leads disable trigger leads_stamp_update;
                    update leads set change_xid = '1099511627776';
                    alter table leads enable trigger leads_stamp_update
                    """)
            let other = try serving(like: fixture)
            var position = try await IndexFollower.load(other, fixture.store, logger)
            try await fixture.store.client.execute(script: "update leads set country = 'FR'")
            position = try await follower(fixture).follow(other, from: position)
            #expect(try frenchLeads(other, fixture).count == 1)
        }
    }
}

/// For tests that do not change the model.
struct NoModels: ModelSource {
    func model(of generation: Generation) throws -> any Embedder {
        throw IntakeError(.wrongModel, "There is no other model.")
    }
}
