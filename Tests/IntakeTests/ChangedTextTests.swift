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

@Suite struct ChangedTextTests {
    private let logger = Logger(label: "test")

    /// Runs a service's two workers until `body` returns.
    private func following(
        _ fixture: IntakeFixture, _ body: () async throws -> Void
    ) async throws {
        let follower = IndexFollower(
            intake: fixture.intake, workspaces: [], models: NoModels(),
            interval: .milliseconds(10), logger: logger)
        let pending = PendingEmbedding(
            intake: fixture.intake, workspaces: [], interval: .milliseconds(10), logger: logger)
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { await follower.run(from: fixture.position) }
            group.addTask { await pending.run() }
            try await body()
            group.cancelAll()
        }
    }

    /// Expects that the index holds a vector of this text within 10 s.
    private func expectInIndex(
        _ text: String, of id: LeadID, _ fixture: IntakeFixture,
        sourceLocation: SourceLocation = #_sourceLocation
    ) async throws {
        let serving = fixture.intake.serving
        let expected = try #require(try await serving.model.embed(text).values)
        for _ in 0..<1000 {
            if let held = try serving.index.vector(of: id, workspace: fixture.workspace.id),
                zip(held, expected).allSatisfy({ abs($0 - $1) < 1e-4 })
            {
                return
            }
            try await Task.sleep(for: .milliseconds(10))
        }
        Issue.record("“\(text)” is not in the index", sourceLocation: sourceLocation)
    }

    private func receive(_ fixture: IntakeFixture) async throws -> LeadID {
        try await fixture.intake.receive(
            try IntakeFixture.payload(["job_title": .null]), in: fixture.workspace.id
        ).summary.id
    }

    @Test func `a lead whose text is changed by SQL gets a vector of the new text`() async throws {
        try await IntakeFixture.run { fixture in
            let id = try await receive(fixture)
            try await following(fixture) {
                try await fixture.store.client.execute(
                    script: "update leads set message = 'A forklift for the yard.'")
                try await expectInIndex("A forklift for the yard.", of: id, fixture)
            }
        }
    }

    @Test func `a lead that SQL stores without a vector is noted by the feed, and gets one`()
        async throws
    {
        try await IntakeFixture.run { fixture in
            _ = try await receive(fixture)
            let id = try #require(LeadID("018f3f5e-0000-7000-8000-000000000001"))
            _ = try await fixture.store.client.query(
                """
                insert into leads (workspace_id, lead_id, first_name, email, email_is_free,
                    revenue_tier, tags, message, decision)
                select workspace_id, \(id.description)::text::uuid, 'Grace', 'grace@example.org',
                    false, 3, '{}', 'A forklift for the yard.', decision from leads limit 1
                """)
            let before = try await fixture.store.duePending(limit: 10)
            #expect(before.isEmpty)
            let follower = IndexFollower(
                intake: fixture.intake, workspaces: [], models: NoModels(), logger: logger)
            _ = try await follower.follow(fixture.intake.serving, from: fixture.position)
            let due = try await fixture.store.duePending(limit: 10)
            #expect(due.map(\.lead.id) == [id])
            try await following(fixture) {
                try await expectInIndex("A forklift for the yard.", of: id, fixture)
            }
        }
    }

    @Test func `a lead that somebody is changing is not waited for, and gets its vector after`()
        async throws
    {
        try await IntakeFixture.run { fixture in
            let id = try await receive(fixture)
            let generation = fixture.intake.serving.generation.id
            let store = fixture.store
            try await store.client.execute(script: "update leads set message = 'A first change.'")
            let due = try await store.duePending(limit: 10)
            let vector = [Float](repeating: 1 / 16, count: 256)
            let made = LeadVector(lead: due[0].lead, textHash: nil, vector: vector)
            try await store.client.transaction { connection in
                _ = try await connection.query("update leads set country = 'FR'")
                let settled = try await store.settle(
                    [(due[0], made)], generation: generation, skipsLocked: true)
                #expect(settled == 0)
            }
            let waiting = try await store.duePending(limit: 10)
            #expect(waiting.count == 1)
            try await following(fixture) {
                try await expectInIndex("A first change.", of: id, fixture)
                // The look for gaps at the start may have noted it once more meanwhile.
                for _ in 0..<1000 where try await store.hasDuePending() {
                    try await Task.sleep(for: .milliseconds(10))
                }
                let isDue = try await store.hasDuePending()
                #expect(!isDue)
            }
        }
    }

    @Test func `an open transaction does not make the feed tell the same again`() async throws {
        try await IntakeFixture.run { fixture in
            let store = fixture.store
            let late = try await receive(fixture)
            var position = try await store.currentPosition()
            try await store.client.transaction { connection in
                _ = try await connection.query("update leads set country = 'FR'")
                let early = try await receive(fixture)
                let first = try await store.changes(since: position)
                #expect(first.written.map(\.id) == [early])
                let second = try await store.changes(since: first.next)
                #expect(second.written.isEmpty && second.deleted.isEmpty)
                position = second.next
            }
            let third = try await store.changes(since: position)
            #expect(third.written.map(\.id) == [late])
            let fourth = try await store.changes(since: third.next)
            #expect(fourth.written.isEmpty)
        }
    }
}
