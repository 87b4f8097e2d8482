@testable import Intake
import IntakeFixtures
import LeadStore
import Leads
import Logging
import Postgres
import Schema
import Testing

/// The ingest lane when it is stopped in the middle of its work.
@Suite struct StoppedLaneTests {
    @Test
    func `a stop waits for no commit that a lock keeps from ending, whose sender hears of it`()
        async throws
    {
        try await IntakeFixture.run { fixture in
            let intake = try await intake(fixture)
            let run = Task { await intake.lane.run() }
            let client = fixture.store.client
            try await client.transaction { connection in
                try await connection.execute(script: "lock table leads")
                async let sent = send(to: intake, fixture)
                try await waitForLock(client)
                let began = ContinuousClock.now
                run.cancel()
                await run.value
                // The lock would be waited for 30 s.
                #expect(ContinuousClock.now - began < .seconds(5))
                let answer = try await sent
                #expect(answer == "outcome_unknown")
            }
            let refused = try await send(to: intake, fixture)
            #expect(refused == "stopping")
        }
    }

    /// A path of its own, whose lane the test runs.
    private func intake(_ fixture: IntakeFixture) async throws -> Intake {
        let logger = Logger(label: "test")
        let writer = try await LeadWriter(store: fixture.store, logger: logger)
        let intake = Intake(
            store: fixture.store, lane: IngestLane(writer: writer, logger: logger),
            serving: fixture.intake.serving, logger: logger)
        try await intake.reloadRoutes(ofWorkspace: fixture.workspace.slug)
        return intake
    }

    private func send(to intake: Intake, _ fixture: IntakeFixture) async throws -> String {
        do {
            _ = try await intake.receive(try IntakeFixture.payload(), in: fixture.workspace.id)
            return "stored"
        } catch let error as StoreError {
            return error.code.rawValue
        }
    }

    private func waitForLock(_ client: PostgresClient) async throws {
        let end = ContinuousClock.now + .seconds(20)
        while try await client.query(
            "select count(*) from pg_locks where relation = 'leads'::regclass and not granted"
        ).value(Int.self) == 0 {
            try #require(ContinuousClock.now < end, "nobody waits for the lock")
            try await Task.sleep(for: .milliseconds(5))
        }
    }
}
