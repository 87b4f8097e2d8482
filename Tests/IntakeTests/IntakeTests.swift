import Embedding
import Intake
import IntakeFixtures
import LeadIndex
import LeadStore
import Leads
import Postgres
import Schema
import Testing

@Suite struct IntakeTests {
    private let routes = [
        IntakeFixture.route("Data", "Data warehouse, analytics, pipelines and reports."),
        IntakeFixture.route("Security", "Phishing, audits, firewalls and compliance."),
        IntakeFixture.route("Inbox", "Everything else.", isFallback: true),
    ]

    @Test func `a lead is stored with its vector and its decision in one commit`() async throws {
        try await IntakeFixture.run(routes: routes) { fixture in
            let receipt = try await fixture.intake.receive(
                try IntakeFixture.payload(), in: fixture.workspace.id)
            #expect(receipt.isNew)
            #expect(receipt.summary.route == "Data")
            let rows = try await fixture.store.client.query(
                """
                select l.change_xid = e.xmin::text::xid8, vector_dims(e.embedding),
                    vector_norm(e.embedding)
                from leads l join lead_embeddings e using (workspace_id, lead_id)
                """)
            let (together, dimensions, norm) = try rows.only().decode(
                Bool.self, Int32.self, Double.self)
            #expect(together)
            #expect(dimensions == 256)
            #expect(abs(norm - 1) < 1e-3)
        }
    }

    @Test func `what is stored reads back, the decision included`() async throws {
        try await IntakeFixture.run(routes: routes) { fixture in
            let payload = try IntakeFixture.payload([
                "last_name": "Lovelace", "tags": ["a", "b"], "country": "gb",
                "website": "https://example.org/", "employee_count": 12, "source": "ads",
                "occurred_at": "2026-03-01T09:30:00.25Z", "attributes": ["n": [1, 2.5, .null]],
            ])
            let receipt = try await fixture.intake.receive(payload, in: fixture.workspace.id)
            let found = try #require(
                try await fixture.store.lead(receipt.summary.id, of: fixture.workspace.id))
            #expect(found.lead.lastName == "Lovelace")
            #expect(found.lead.tags == ["a", "b"])
            #expect(found.lead.country == "GB")
            #expect(found.lead.employeeCount == 12)
            #expect(found.lead.occurredAt == payload.occurredAt?.timestamp)
            #expect(found.lead.attributes == payload.attributes)
            #expect(found.decision.route?.reason == .mostSimilar)
            #expect(found.decision.candidates.map(\.name) == ["Data", "Security"])
            #expect(found.decision.score.absence == .noOutcomes)
        }
    }

    @Test func `the same external id stores nothing twice, also at the same moment`() async throws {
        try await IntakeFixture.run(routes: routes) { fixture in
            let payload = try IntakeFixture.payload(["external_id": "x-1", "source": "ads"])
            let receipts = try await withThrowingTaskGroup(of: Receipt.self) { group in
                for _ in 0..<20 {
                    group.addTask {
                        try await fixture.intake.receive(payload, in: fixture.workspace.id)
                    }
                }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            #expect(Set(receipts.map(\.summary.id)).count == 1)
            #expect(receipts.count { $0.isNew } == 1)
            #expect(try await fixture.store.leadCount(of: fixture.workspace.id) == 1)
        }
    }

    @Test func `the same external id of another source is another lead`() async throws {
        try await IntakeFixture.run { fixture in
            for source in ["ads", "web"] {
                let payload = try IntakeFixture.payload([
                    "external_id": "x-1", "source": .string(source),
                ])
                let receipt = try await fixture.intake.receive(payload, in: fixture.workspace.id)
                #expect(receipt.isNew)
            }
            let bare = try IntakeFixture.payload(["external_id": "x-1"])
            let first = try await fixture.intake.receive(bare, in: fixture.workspace.id)
            let second = try await fixture.intake.receive(bare, in: fixture.workspace.id)
            #expect(first.isNew && !second.isNew)
            #expect(try await fixture.store.leadCount(of: fixture.workspace.id) == 3)
        }
    }

    @Test func `a lead that the database refuses fails none of its batch`() async throws {
        try await IntakeFixture.run { fixture in
            try await fixture.store.client.execute(
                script: "alter table leads add constraint no_eve check (first_name <> 'Eve')")
            let names = (0..<40).map { $0 % 10 == 3 ? "Eve" : "Ada" }
            let outcomes = await withTaskGroup(of: (String, StoreError?).self) { group in
                for name in names {
                    group.addTask {
                        do {
                            _ = try await fixture.intake.receive(
                                try IntakeFixture.payload(["first_name": .string(name)]),
                                in: fixture.workspace.id)
                            return (name, nil)
                        } catch {
                            return (name, error as? StoreError)
                        }
                    }
                }
                return await group.reduce(into: []) { $0.append($1) }
            }
            for (name, error) in outcomes {
                #expect(error?.code == (name == "Eve" ? .refused : nil))
                #expect(error == nil || error?.message.contains("no_eve") == true)
            }
            #expect(try await fixture.store.leadCount(of: fixture.workspace.id) == 36)
        }
    }

    @Test func `what is no fault of a lead never refuses it`() async throws {
        try await IntakeFixture.run { fixture in
            try await fixture.store.client.execute(
                script: """
                    create function forbid() returns trigger language plpgsql as
                        $$ begin raise 'no' using errcode = 'insufficient_privilege'; end $$;
                    create trigger forbid before insert on leads
                        for each row execute function forbid();
                    """)
            let error = await #expect(throws: StoreError.self) {
                try await fixture.intake.receive(
                    try IntakeFixture.payload(), in: fixture.workspace.id)
            }
            #expect(error?.code == .unavailable)
        }
    }

    @Test(.timeLimit(.minutes(5)))
    func `few leads after many do not wait for more`() async throws {
        try await IntakeFixture.run { fixture in
            let payload = try IntakeFixture.payload()
            for count in [40, 1, 3, 40, 2] {
                try await withThrowingTaskGroup(of: Void.self) { group in
                    for _ in 0..<count {
                        group.addTask {
                            _ = try await fixture.intake.receive(payload, in: fixture.workspace.id)
                        }
                    }
                    try await group.waitForAll()
                }
                try await Task.sleep(for: .milliseconds(20))
            }
            #expect(try await fixture.store.leadCount(of: fixture.workspace.id) == 86)
        }
    }

    @Test func `leads that came together get their receipts in their order`() async throws {
        try await IntakeFixture.run { fixture in
            let names = (0..<70).map { "n\($0)@example.org" }
            let payloads = try names.map { try IntakeFixture.payload(["email": .string($0)]) }
            let receipts = await fixture.intake.receive(all: payloads, in: fixture.workspace.id)
            #expect(try receipts.map { try $0.get().summary.email } == names)
            #expect(try receipts.allSatisfy { try $0.get().isNew })
            #expect(fixture.intake.serving.index.count == 70)
        }
    }

    @Test func `a lead without text is stored without a vector and goes to the fallback`()
        async throws
    {
        try await IntakeFixture.run(routes: routes) { fixture in
            let receipt = try await fixture.intake.receive(
                try IntakeFixture.payload(["job_title": .null, "message": .null]),
                in: fixture.workspace.id)
            #expect(receipt.summary.route == "Inbox")
            #expect(receipt.summary.score == nil)
            let vectors: Int = try await fixture.store.client.query(
                "select count(*) from lead_embeddings"
            ).value()
            #expect(vectors == 0)
        }
    }

    @Test func `an outcome counts in the score of similar leads from then on`() async throws {
        try await IntakeFixture.run(routes: routes) { fixture in
            let workspace = fixture.workspace.id
            let payload = try IntakeFixture.payload()
            let first = try await fixture.intake.receive(payload, in: workspace)
            #expect(first.summary.score == nil)
            _ = try await fixture.store.setOutcome(
                .won, at: nil, of: first.summary.id, in: workspace)
            try await fixture.intake.refresh(first.summary.id, in: workspace)
            let second = try await fixture.intake.receive(payload, in: workspace)
            #expect(second.summary.score == 1)
            let stored = try #require(
                try await fixture.store.lead(second.summary.id, of: workspace))
            #expect(stored.decision.score.neighbours.map(\.id) == [first.summary.id])
            #expect(stored.decision.score.labelled == 1)
        }
    }
}
