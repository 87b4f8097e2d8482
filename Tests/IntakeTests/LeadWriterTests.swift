import Intake
import IntakeFixtures
import LeadStore
import Leads
import Logging
import Postgres
import Schema
import Testing

@Suite struct LeadWriterTests {
    @Test func `leads that are sent again stay as they are, also beside new and refused ones`()
        async throws
    {
        try await IntakeFixture.run { fixture in
            try await fixture.store.client.execute(
                script: "alter table leads add constraint no_eve check (first_name <> 'Eve')")
            let writer = try await LeadWriter(
                store: fixture.store, logger: Logger(label: "test"))
            let leads = ["Ada", "Bob", "Eve"].map { lead($0, fixture) }
            let once = await writer.write(leads[..<1].map { writer.encoded($0) })
            let again = await writer.write(leads.map { writer.encoded($0) })
            #expect(once.map { outcome($0) } == ["stored"])
            #expect(again.map { outcome($0) } == ["duplicate", "stored", "refused"])
            let vectors: Int = try await fixture.store.client.query(
                "select count(*) from lead_embeddings"
            ).value()
            #expect(vectors == 2)
        }
    }

    @Test func `a text that PostgreSQL cannot hold refuses its lead alone`() async throws {
        try await IntakeFixture.run { fixture in
            let writer = try await LeadWriter(
                store: fixture.store, logger: Logger(label: "test"))
            let names = (0..<70).map { $0 == 41 ? "N\u{0}" : "Ada" }
            let outcomes = await writer.write(names.map { writer.encoded(lead($0, fixture)) })
            #expect(
                outcomes.map { outcome($0) } == names.map { $0 == "Ada" ? "stored" : "refused" })
        }
    }

    @Test func `a decision is told as it was made when route and score are changed by SQL`()
        async throws
    {
        try await IntakeFixture.run(
            routes: [IntakeFixture.route("Data", "Data warehouse and reports.")]
        ) { fixture in
            let workspace = fixture.workspace.id
            let first = try await fixture.intake.receive(
                try IntakeFixture.payload(), in: workspace)
            _ = try await fixture.store.setOutcome(
                .won, at: nil, of: first.summary.id, in: workspace)
            try await fixture.intake.refresh(first.summary.id, in: workspace)
            let second = try await fixture.intake.receive(
                try IntakeFixture.payload(), in: workspace)
            let made = try await fixture.store.lead(second.summary.id, of: workspace)
            for _ in 1...2 {
                try await fixture.store.client.execute(
                    script: "update leads set route_id = gen_random_uuid(), score = random() / 2")
            }
            let now = try await fixture.store.lead(second.summary.id, of: workspace)
            #expect(made?.decision.score.value == 1 && made?.decision.route?.name == "Data")
            #expect(now?.decision == made?.decision)
            #expect(now?.score != made?.score && now?.route != made?.route)
        }
    }

    @Test func `who locks the table keeps leads out for a moment, and none waits on`() async throws
    {
        try await IntakeFixture.run { fixture in
            var configuration = fixture.store.client.configuration
            configuration.lockTimeout = .milliseconds(300)
            let client = try PostgresClient(configuration)
            let writer = try await LeadWriter(
                store: LeadStore(client: client), logger: Logger(label: "test"))
            let leads = ["Ada", "Bob"].map { writer.encoded(lead($0, fixture)) }
            let began = ContinuousClock.now
            try await fixture.store.client.transaction { connection in
                try await connection.execute(script: "lock table leads")
                let outcomes = await writer.write(leads)
                #expect(outcomes.map { outcome($0) } == ["unavailable", "unavailable"])
            }
            // The statement itself may take 30 s.
            #expect(ContinuousClock.now - began < .seconds(20))
            let outcomes = await writer.write(leads)
            #expect(outcomes.map { outcome($0) } == ["stored", "stored"])
            await client.shutdown()
        }
    }

    private func outcome(_ outcome: LeadWriter.Outcome) -> String {
        switch outcome {
        case .stored: "stored"
        case .duplicate: "duplicate"
        case .failed(let error): error.code.rawValue
        }
    }

    private func lead(_ name: String, _ fixture: IntakeFixture) -> NewLead {
        let generation = fixture.intake.serving.generation
        return NewLead(
            id: .make(), workspace: fixture.workspace.id,
            lead: EnrichedLead(
                firstName: name, email: "\(name)@example.org", emailIsFree: false, revenueTier: 1),
            vector: [Float](repeating: 0.0625, count: 256), generation: generation.id,
            decision: Decision(
                route: nil, candidates: [],
                score: ScoreBasis(
                    value: nil, absence: .noOutcomes, neighbours: [], baseRate: nil, labelled: 0),
                threshold: 0.25,
                model: ModelReference(
                    name: generation.name, contentHash: generation.contentHash,
                    textTemplate: generation.textTemplate)))
    }
}
