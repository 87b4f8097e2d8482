@testable import Intake
import IntakeFixtures
import LeadStore
import Leads
import Logging
import Postgres
import Schema
import Synchronization
import Testing

@Suite struct CoverageTests {
    private func coverage(_ fixture: IntakeFixture) async throws -> Coverage {
        try await fixture.intake.coverage(
            of: fixture.workspace.id, in: fixture.intake.serving)
    }

    @Test func `an index in memory is not counted again to tell how many leads it has`()
        async throws
    {
        try await IntakeFixture.run { fixture in
            let workspace = fixture.workspace.id
            _ = try await fixture.intake.receive(
                try IntakeFixture.payload(["message": .null, "job_title": .null]), in: workspace)
            #expect(try await coverage(fixture) == Coverage(embedded: 0, total: 1, pending: 0))
            for _ in 0..<5 {
                _ = try await fixture.intake.receive(try IntakeFixture.payload(), in: workspace)
            }
            let told = try await coverage(fixture)
            #expect(told == Coverage(embedded: 5, total: 6, pending: 0))
            let counted = try await fixture.store.coverage(
                of: workspace, generation: fixture.intake.serving.generation.id)
            #expect(told == counted.coverage)
        }
    }

    @Test func `leads without a vector that come or go are news`() async throws {
        try await IntakeFixture.run { fixture in
            let serving = fixture.intake.serving
            let follower = IndexFollower(
                intake: fixture.intake, workspaces: [], models: NoModels(),
                logger: Logger(label: "test"))
            _ = try await fixture.intake.receive(
                try IntakeFixture.payload(), in: fixture.workspace.id)
            var position = try await follower.follow(serving, from: fixture.position)
            _ = try await coverage(fixture)
            #expect(!serving.counts.hasNews)
            try await fixture.store.client.execute(
                script: """
                    insert into leads (workspace_id, lead_id, first_name, email, revenue_tier,
                        email_is_free)
                    select workspace_id, gen_random_uuid(), first_name, email, revenue_tier,
                        email_is_free from leads
                    """)
            position = try await follower.follow(serving, from: position)
            #expect(serving.counts.hasNews)
            try await serving.counts.takeNews {}
            try await fixture.store.client.execute(
                script: "delete from leads where message is null")
            position = try await follower.follow(serving, from: position)
            #expect(serving.counts.hasNews)
            await #expect(throws: CancellationError.self) {
                try await serving.counts.takeNews { throw CancellationError() }
            }
            #expect(serving.counts.hasNews)
        }
    }

    @Test func `fewer leads that wait for a vector are news, as some may need none`() {
        let count = CoverageCount()
        let workspace = WorkspaceID(high: 0, low: 1)
        count.note(pending: 3, of: workspace)
        #expect(count.last(workspace) == nil)
        count.note(Coverage(embedded: 5, total: 10, pending: 3), of: workspace, at: 0)
        count.note(pending: 3, of: workspace)
        #expect(!count.hasNews)
        count.note(pending: 1, of: workspace)
        #expect(count.hasNews)
        #expect(count.last(workspace) == Coverage(embedded: 5, total: 8, pending: 1))
    }

    @Test func `leads that were there at the last count and come by the feed are news`()
        async throws
    {
        try await IntakeFixture.run { fixture in
            let counts = fixture.intake.serving.counts
            let workspace = fixture.workspace.id
            _ = try await fixture.intake.receive(try IntakeFixture.payload(), in: workspace)
            let changes = try await fixture.store.changes(since: fixture.position)
            let leads = try await fixture.store.indexedLeads(
                changes.written, generation: fixture.intake.serving.generation.id)
            #expect(leads.count == 1)
            let coverage = Coverage(embedded: 0, total: 1, pending: 1)
            counts.note(coverage, of: workspace, at: leads[0].createdAt - 1)
            counts.note(brought: leads)
            #expect(!counts.hasNews)
            counts.note(coverage, of: workspace, at: leads[0].createdAt)
            counts.note(brought: leads)
            #expect(counts.hasNews)
        }
    }

    @Test func `leads that wait for a vector are counted while it watches`() async throws {
        try await IntakeFixture.run { fixture in
            let workspace = fixture.workspace.id
            _ = try await fixture.intake.receive(try IntakeFixture.payload(), in: workspace)
            let watch = Task { await fixture.intake.watchCoverage(ofWorkspaces: [workspace]) }
            _ = try await coverage(fixture)
            try await fixture.store.client.execute(
                script: """
                    insert into pending_embeddings (workspace_id, lead_id)
                    select workspace_id, lead_id from leads
                    """)
            for _ in 0..<3000 where try await coverage(fixture).pending == 0 {
                try await Task.sleep(for: .milliseconds(10))
            }
            #expect(try await coverage(fixture).pending == 1)
            watch.cancel()
            await watch.value
        }
    }

    @Test func `the first count is made once for all who ask for it`() async throws {
        let count = CoverageCount()
        let workspace = WorkspaceID(high: 0, low: 1)
        let made = Counter()
        let coverage = Coverage(embedded: 1, total: 1, pending: 0)
        try await withThrowingTaskGroup(of: Coverage.self) { group in
            for _ in 0..<8 {
                group.addTask {
                    try await count.first(workspace) {
                        made.value.withLock { $0 += 1 }
                        try await Task.sleep(for: .milliseconds(200))
                        return coverage
                    }
                }
            }
            for try await told in group { #expect(told == coverage) }
        }
        #expect(made.value.withLock { $0 } == 1)
        await #expect(throws: CancellationError.self) {
            _ = try await count.first(workspace) { throw CancellationError() }
        }
        let again = try await count.first(workspace) { coverage }
        #expect(again == coverage)
    }
}

private final class Counter: Sendable {
    let value = Mutex(0)
}
