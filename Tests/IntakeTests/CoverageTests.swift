@testable import Intake
import IntakeFixtures
import LeadStore
import Leads
import Logging
import Postgres
import Schema
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
            #expect(told == counted)
        }
    }

    @Test func `leads without a vector are counted while it watches`() async throws {
        try await IntakeFixture.run { fixture in
            let workspace = fixture.workspace.id
            _ = try await fixture.intake.receive(try IntakeFixture.payload(), in: workspace)
            let follower = IndexFollower(
                intake: fixture.intake, workspaces: [], models: NoModels(),
                interval: .milliseconds(20), logger: Logger(label: "test"))
            let watch = Task { await fixture.intake.watchCoverage(ofWorkspaces: [workspace]) }
            let following = Task { await follower.run(from: fixture.position) }
            try await expect(Coverage(embedded: 1, total: 1, pending: 0), fixture)
            try await fixture.store.client.execute(
                script: """
                    insert into leads (workspace_id, lead_id, first_name, email, revenue_tier,
                        email_is_free, message)
                    select workspace_id, gen_random_uuid(), first_name, email, revenue_tier,
                        email_is_free, text from leads, unnest(array['A text.', null]) text
                    """)
            try await expect(Coverage(embedded: 1, total: 3, pending: 1), fixture)
            try await fixture.store.client.execute(
                script: "delete from leads where message is null")
            try await expect(Coverage(embedded: 1, total: 2, pending: 1), fixture)
            try await fixture.store.client.execute(script: "delete from leads")
            try await expect(Coverage(embedded: 0, total: 0, pending: 0), fixture)
            watch.cancel()
            following.cancel()
            await watch.value
            await following.value
        }
    }

    private func expect(_ wanted: Coverage, _ fixture: IntakeFixture) async throws {
        for _ in 0..<2000 where try await coverage(fixture) != wanted {
            try await Task.sleep(for: .milliseconds(10))
        }
        #expect(try await coverage(fixture) == wanted)
    }

    @Test func `a count rests for a multiple of what it took, not when it failed`() async throws {
        var pace = CountingPace()
        #expect(pace.hasRested(100))
        await #expect(throws: CancellationError.self) {
            try await pace.count { throw CancellationError() }
        }
        #expect(pace.hasRested(100))
        try await pace.count { try await Task.sleep(for: .milliseconds(1)) }
        #expect(pace.hasRested(0) && !pace.hasRested(1_000_000))
    }
}
