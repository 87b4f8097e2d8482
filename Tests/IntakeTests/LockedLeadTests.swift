import Intake
import IntakeFixtures
import LeadStore
import Leads
import Postgres
import Schema
import Testing

/// Pending leads while a transaction of somebody else holds them.
@Suite struct LockedLeadTests {
    private func receive(_ count: Int, _ fixture: IntakeFixture) async throws -> [LeadID] {
        var ids: [LeadID] = []
        for _ in 0..<count {
            ids.append(
                try await fixture.intake.receive(
                    try IntakeFixture.payload(), in: fixture.workspace.id
                ).summary.id)
        }
        return ids
    }

    @Test func `leads that somebody is changing do not hold back those behind them`() async throws {
        try await IntakeFixture.run { fixture in
            let ids = try await receive(2, fixture)
            let store = fixture.store
            try await store.client.execute(script: "update leads set message = 'A first change.'")
            try await store.client.transaction { connection in
                _ = try await connection.query(
                    """
                    update leads set country = 'FR'
                    where lead_id = \(ids[0].description)::text::uuid
                    """)
                let due = try await store.duePending(limit: 1, skipsLocked: true)
                #expect(due.map(\.lead.id) == [ids[1]])
            }
        }
    }

    @Test func `what is being changed is not forgotten, nor counted as done`() async throws {
        try await IntakeFixture.run { fixture in
            _ = try await receive(2, fixture)
            let store = fixture.store
            try await store.client.execute(script: "update leads set message = 'A first change.'")
            let due = try await store.duePending(limit: 10)
            #expect(due.count == 2)
            try await store.client.transaction { connection in
                _ = try await connection.query(
                    """
                    select from pending_embeddings
                    where lead_id = \(due[0].lead.id.description)::text::uuid for update
                    """)
                let forgotten = try await store.forget(due)
                #expect(forgotten == 1)
            }
            let left = try await store.duePending(limit: 10)
            #expect(left.map(\.lead.id) == [due[0].lead.id])
            let forgotten = try await store.forget(left)
            #expect(forgotten == 1)
        }
    }

    @Test func `a lead whose external id somebody holds keeps no other out`() async throws {
        try await IntakeFixture.run { fixture in
            let keyed: JSONObject = ["source": "form", "external_id": "7"]
            _ = try await save(keyed, fixture)
            let client = fixture.store.client
            try await client.transaction { connection in
                _ = try await connection.query("delete from leads")
                async let held = save(keyed, fixture)
                async let others = [save([:], fixture), save(["external_id": "8"], fixture)]
                let outcomes = try await others + [held]
                #expect(outcomes == ["stored", "stored", "unavailable"])
            }
            let afterwards = try await save(keyed, fixture)
            #expect(afterwards == "stored")
            let count: Int = try await client.query("select count(*) from leads").value()
            #expect(count == 3)
        }
    }

    @Test(arguments: [
        "delete from leads where external_id::int % 3 = 0",
        "update leads set country = 'FR' where external_id::int % 3 = 0",
    ])
    func `many leads that somebody holds keep no other of their batch out`(
        change: String
    ) async throws {
        try await IntakeFixture.run { fixture in
            let payloads = try (0..<60).map { number in
                try IntakeFixture.payload(["source": "form", "external_id": .string("\(number)")])
            }
            let workspace = fixture.workspace.id
            _ = await fixture.intake.receive(all: Array(payloads[..<30]), in: workspace)
            try await fixture.store.client.transaction { connection in
                try await connection.execute(script: change)
                let receipts = await fixture.intake.receive(all: payloads, in: workspace)
                let words = receipts.map { receipt in
                    switch receipt {
                    case .success(let receipt): receipt.isNew ? "stored" : "duplicate"
                    case .failure(let error): (error as? StoreError)?.code.rawValue ?? "\(error)"
                    }
                }
                let wanted = (0..<60).map { number in
                    number >= 30 ? "stored" : number % 3 == 0 ? "unavailable" : "duplicate"
                }
                #expect(words == wanted)
            }
        }
    }

    @Test func `leads that somebody has stored and not committed keep no other of their batch out`()
        async throws
    {
        try await IntakeFixture.run { fixture in
            let payloads = try (0..<60).map { number in
                try IntakeFixture.payload(["source": "form", "external_id": .string("\(number)")])
            }
            let workspace = fixture.workspace.id
            _ = await fixture.intake.receive(all: [payloads[0]], in: workspace)
            try await fixture.store.client.transaction { connection in
                try await connection.execute(
                    script: """
                        insert into leads (workspace_id, lead_id, first_name, email, revenue_tier,
                            email_is_free, source, external_id)
                        select workspace_id, gen_random_uuid(), first_name, email, revenue_tier,
                            email_is_free, source, unnest(array['10', '20', '30', '40']) from leads
                        """)
                let receipts = await fixture.intake.receive(all: payloads, in: workspace)
                let failed = receipts.indices.filter { (try? receipts[$0].get()) == nil }
                #expect(failed == [10, 20, 30, 40])
            }
        }
    }

    @Test func `a lead that somebody holds keeps no other out when one was refused just before`()
        async throws
    {
        try await IntakeFixture.run { fixture in
            let client = fixture.store.client
            try await client.execute(
                script: "alter table leads add constraint no_eve check (first_name <> 'Eve')")
            let keyed: JSONObject = ["source": "form", "external_id": "7"]
            #expect(try await save(keyed, fixture) == "stored")
            #expect(try await save(["first_name": "Eve"], fixture) == "refused")
            try await client.transaction { connection in
                _ = try await connection.query("delete from leads")
                var payloads = (0..<300).map { ["external_id": .string("n\($0)")] as JSONObject }
                // Behind those that are stored first and alone, in a batch of more than a group.
                payloads[150] = keyed
                let receipts = await fixture.intake.receive(
                    all: try payloads.map { try IntakeFixture.payload($0) },
                    in: fixture.workspace.id)
                let failed = receipts.indices.filter { (try? receipts[$0].get()) == nil }
                #expect(failed == [150])
            }
        }
    }

    /// What becomes of a lead with the given members beside those that every lead has.
    private func save(_ members: JSONObject, _ fixture: IntakeFixture) async throws -> String {
        do {
            let receipt = try await fixture.intake.receive(
                try IntakeFixture.payload(members), in: fixture.workspace.id)
            return receipt.isNew ? "stored" : "duplicate"
        } catch let error as StoreError {
            return error.code.rawValue
        }
    }
}
