import Embedding
import IntakeFixtures
import LeadIndex
import LeadStore
import Leads
import Logging
import Postgres
import Schema
import Testing

@testable import Intake

@Suite struct IndexAgreementTests {
    @Test(.timeLimit(.minutes(10)))
    func `two followed indexes equal the table within a second of quiet`() async throws {
        try await IntakeFixture.run { fixture in
            let other = try await fixture.another()
            try await withThrowingTaskGroup(of: Void.self) { group in
                for follower in [fixture.follower(), other.follower()] {
                    group.addTask { await follower.run(from: fixture.position) }
                }
                try await change(fixture, other)
                try await agree([fixture.intake, other.intake])
                group.cancelAll()
            }
        }
    }

    /// Both take leads in while SQL changes and deletes them, and one transaction commits last.
    private func change(_ one: IntakeFixture, _ other: IntakeFixture) async throws {
        try await one.store.client.transaction { late in
            // Its id is older than those of all leads; its changes come later.
            _ = try await late.query("select pg_current_xact_id()")
            try await withThrowingTaskGroup(of: Void.self) { group in
                for fixture in [one, other] {
                    group.addTask { try await fixture.receive(count: 120) }
                }
                group.addTask { try await changeBySQL(one.store.client) }
                try await group.waitForAll()
            }
            // Both indexes have read all leads by then.
            try await Task.sleep(for: .milliseconds(500))
            _ = try await late.query("update leads set country = 'FR' where revenue_tier = 3")
            _ = try await late.query("delete from leads where revenue_tier = 4")
            try await Task.sleep(for: .milliseconds(300))
        }
    }

    private func changeBySQL(_ client: PostgresClient) async throws {
        for _ in 0..<10 {
            try await client.execute(
                script: """
                    update leads set outcome = 'won', outcome_at = now() where revenue_tier = 5;
                    update leads set message = 'A forklift.' where revenue_tier = 6;
                    update leads set message = null, job_title = null where revenue_tier = 7;
                    delete from leads where revenue_tier = 8
                    """)
            try await Task.sleep(for: .milliseconds(30))
        }
    }

    private func agree(_ intakes: [Intake]) async throws {
        let end = ContinuousClock.now + .seconds(1)
        var checks: [IndexCheck] = []
        repeat {
            checks = []
            for intake in intakes { checks.append(try await intake.checkIndex()) }
        } while !checks.allSatisfy(\.agrees) && ContinuousClock.now < end
        for check in checks {
            #expect(check.agrees, "\(check)")
            #expect(check.leads > 100)
        }
        let digests = intakes.map { $0.serving.index.digest() }
        #expect(Set(digests.map(\.sum)).count == 1)
    }

    @Test func `a change by a transaction that began before the lead was stored is taken in`()
        async throws
    {
        try await IntakeFixture.run { fixture in
            var position = fixture.position
            let ids = try await fixture.store.client.transaction { early in
                _ = try await early.query("select pg_current_xact_id()")
                let ids = try await fixture.receive(count: 2)
                position = try await fixture.follower().follow(
                    fixture.intake.serving, from: position)
                _ = try await early.query(
                    "update leads set country = 'FR' where lead_id::text = \("\(ids[0])")")
                _ = try await early.query("delete from leads where lead_id::text = \("\(ids[1])")")
                return ids
            }
            _ = try await fixture.follower().follow(fixture.intake.serving, from: position)
            #expect(try await fixture.intake.checkIndex().agrees)
            #expect(fixture.intake.serving.index.count == 1)
            #expect(
                try fixture.intake.serving.index.vector(
                    of: ids[0], workspace: fixture.workspace.id) != nil)
        }
    }

    @Test func `a stored lead whose deletion the feed has passed does not come back`() async throws
    {
        try await IntakeFixture.run { fixture in
            let index = fixture.intake.serving.index
            let id = try await fixture.receive(count: 1)[0]
            let vector = try #require(try index.vector(of: id, workspace: fixture.workspace.id))
            _ = try await fixture.store.deleteLead(id, of: fixture.workspace.id)
            _ = try await fixture.follower().follow(
                fixture.intake.serving, from: fixture.position)
            try index.add([
                IndexedLead(
                    id: id, workspace: fixture.workspace.id, vector: vector, country: nil,
                    revenueTier: 3, industry: nil, source: nil, tags: [], route: nil,
                    outcome: nil, outcomeAt: 0, createdAt: 0, transaction: 1)
            ])
            #expect(index.count == 0)
        }
    }

    @Test func `an index that is not the table is told from one that is`() async throws {
        try await IntakeFixture.run { fixture in
            let ids = try await fixture.receive(count: 4)
            #expect(try await fixture.intake.checkIndex().agrees)
            let index = fixture.intake.serving.index
            let before = index.digest()
            let change = LeadChange(workspace: fixture.workspace.id, id: ids[0], transaction: 0)
            var leads = try await fixture.store.indexedLeads(
                [change], generation: fixture.intake.serving.generation.id)
            leads[0].vector.reverse()
            try index.upsert(leads[0])
            #expect(try await fixture.intake.checkIndex().differences.wrong == 1)
            #expect(index.digest() == before)
            leads[0].transaction += 1
            try index.upsert(leads[0])
            #expect(try await fixture.intake.checkIndex().differences.outdated == 1)
            #expect(index.digest() != before)
            try index.remove(ids[1], workspace: fixture.workspace.id)
            leads[0].id = .make()
            try index.upsert(leads[0])
            let check = try await fixture.intake.checkIndex()
            #expect(check.differences.missing == 1 && check.surplus == 1 && !check.agrees)
        }
    }
}

extension IntakeFixture {
    /// Another process's view of the same database.
    fileprivate func another() async throws -> IntakeFixture {
        let logger = Logger(label: "other")
        let serving = try Serving(
            generation: intake.serving.generation, model: intake.serving.model)
        let position = try await IndexFollower.load(serving, store, logger)
        let other = Intake(store: store, lane: lane, serving: serving, logger: logger)
        try await other.reloadRoutes(ofWorkspace: workspace.slug)
        return IntakeFixture(
            intake: other, lane: lane, workspace: workspace, position: position)
    }

    fileprivate func follower() -> IndexFollower {
        IndexFollower(
            intake: intake, workspaces: [], models: NoOtherModels(),
            logger: Logger(label: "follower"))
    }

    @discardableResult
    fileprivate func receive(count: Int) async throws -> [LeadID] {
        var ids: [LeadID] = []
        for number in 0..<count {
            let payload = try IntakeFixture.payload([
                "revenue_tier": .integer(Int64(number % 10)),
                "message": .string("Topic \(number) of our reports"),
            ])
            ids.append(try await intake.receive(payload, in: workspace.id).summary.id)
        }
        return ids
    }
}

/// No test here changes the model.
private struct NoOtherModels: ModelSource {
    func model(of generation: Generation) throws -> any Embedder {
        throw IntakeError(.wrongModel, "There is no other model.")
    }
}
