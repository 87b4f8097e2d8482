import Intake
import IntakeFixtures
import LeadStore
import Leads
import Postgres
import Testing

/// Leads whose commit was sent and never answered.
@Suite struct LostAnswerTests {
    @Test func `who sent a lead hears that it may be stored, whatever a second try meets`()
        async throws
    {
        try await IntakeFixture.run { fixture in
            let client = fixture.store.client
            let sent = try await client.transaction { connection in
                try await connection.execute(script: "lock table leads")
                let sent = Task { await send(fixture) }
                try await endWaiting(client)
                // What the second try meets says nothing of the first.
                try await connection.execute(script: "alter table leads rename to gone")
                return sent
            }
            let answer = await sent.value
            #expect(answer == "outcome_unknown")
        }
    }

    private func send(_ fixture: IntakeFixture) async -> String {
        do {
            _ = try await fixture.intake.receive(
                try IntakeFixture.payload(), in: fixture.workspace.id)
            return "stored"
        } catch let error as StoreError {
            return error.code.rawValue
        } catch {
            return "\(error)"
        }
    }

    /// Ends the connection that waits for the lock on leads.
    private func endWaiting(_ client: PostgresClient) async throws {
        let end = ContinuousClock.now + .seconds(20)
        while try await client.query(
            """
            select count(pg_terminate_backend(pid)) from pg_locks
            where relation = 'leads'::regclass and not granted
            """
        ).value(Int.self) == 0 {
            try #require(ContinuousClock.now < end, "nobody waits for the lock")
            try await Task.sleep(for: .milliseconds(5))
        }
    }
}
