@testable import Intake
import IntakeFixtures
import LeadIndex
import LeadStore
import Leads
import Logging
import Postgres
import Schema
import Testing

/// The change feed passes over what this process has stored itself, and over nothing else.
@Suite struct OwnCommitTests {
    private func receive(
        _ fixture: IntakeFixture, _ members: JSONObject = [:], id: LeadID? = nil
    ) async throws -> LeadID {
        try await fixture.intake.receive(
            try IntakeFixture.payload(members), in: fixture.workspace.id, id: id
        ).summary.id
    }

    /// A lead that another program stores, as a copy of one.
    private func copy(_ id: LeadID, _ fixture: IntakeFixture) async throws -> LeadID {
        let copy = LeadID.make()
        _ = try await fixture.store.client.query(
            """
            insert into leads (workspace_id, lead_id, first_name, email, revenue_tier,
                email_is_free, message)
            select workspace_id, \("\(copy)")::text::uuid, first_name, email, revenue_tier,
                email_is_free, message
            from leads where lead_id = \("\(id)")::text::uuid
            """)
        return copy
    }

    /// What the feed tells of besides what the index says it has.
    private func told(
        _ fixture: IntakeFixture, since position: ChangePosition? = nil
    ) async throws -> Set<LeadID> {
        let index = fixture.intake.serving.index
        let changes = try await fixture.store.changes(
            since: position ?? fixture.position, besides: index.taken(of: index.notedCommits))
        return Set(changes.written.map(\.id))
    }

    @Test func `it tells of the leads of others alone`() async throws {
        try await IntakeFixture.run { fixture in
            let start = try await fixture.store.currentPosition()
            let first = try await receive(fixture)
            let before = try await copy(first, fixture)
            for _ in 0..<3 { _ = try await receive(fixture) }
            let between = try await copy(first, fixture)
            _ = try await receive(fixture)
            let last = try await copy(first, fixture)
            #expect(try await told(fixture, since: start) == [before, between, last])
            let all = try await fixture.store.changes(since: start)
            #expect(all.written.count == 8)
        }
    }

    @Test func `it tells of another's commit that was under way before ours`() async throws {
        try await IntakeFixture.run { fixture in
            let first = try await receive(fixture)
            var position = try await fixture.store.currentPosition()
            try await fixture.store.client.transaction { connection in
                _ = try await connection.query("update leads set country = 'FR'")
                _ = try await receive(fixture)
                let changes = try await fixture.store.changes(since: position)
                position = changes.next
                _ = try await receive(fixture)
                #expect(try await told(fixture, since: position).isEmpty)
            }
            #expect(try await told(fixture, since: position) == [first])
        }
    }

    @Test func `it tells of a lead that was deleted and stored again under its id`() async throws {
        try await IntakeFixture.run { fixture in
            let serving = fixture.intake.serving
            let follower = IndexFollower(
                intake: fixture.intake, workspaces: [], models: NoModels(),
                logger: Logger(label: "test"))
            let id = LeadID.make()
            _ = try await receive(fixture, id: id)
            _ = try await fixture.store.deleteLead(id, of: fixture.workspace.id)
            var position = try await follower.follow(serving, from: fixture.position)
            #expect(serving.index.count == 0)
            _ = try await receive(fixture, ["country": "FR"], id: id)
            #expect(try await told(fixture) == [id])
            position = try await follower.follow(serving, from: position)
            #expect(serving.index.count == 1)
            #expect(serving.index.notedCommits.isEmpty)
            _ = try await receive(fixture)
            #expect(serving.index.notedCommits.count == 1)
        }
    }

    @Test func `it tells of a lead that something older has taken the place of`() async throws {
        try await IntakeFixture.run { fixture in
            let index = fixture.intake.serving.index
            let start = try await fixture.store.currentPosition()
            let id = try await receive(fixture)
            #expect(try await told(fixture, since: start).isEmpty)
            // A reading that began before the lead was there.
            let old = LeadChange(workspace: fixture.workspace.id, id: id, transaction: 1)
            try index.noteVectorless([old])
            #expect(try await told(fixture, since: start) == [id])
        }
    }

    @Test func `it tells of a lead without a vector`() async throws {
        try await IntakeFixture.run { fixture in
            let texts: [JSONObject] = [[:], ["message": .null, "job_title": .null]]
            let payloads = try (0..<40).map { try IntakeFixture.payload(texts[$0 % 2]) }
            let receipts = await fixture.intake.receive(
                all: payloads, in: fixture.workspace.id)
            let ids = try receipts.map { try $0.get().summary.id }
            let without = ids.indices.filter { $0 % 2 == 1 }.map { ids[$0] }
            #expect(try await told(fixture).isSuperset(of: without))
            #expect(fixture.intake.serving.index.count == 20)
        }
    }

    @Test func `it tells of all that a trigger of somebody else stored, also when that is gone`()
        async throws
    {
        try await IntakeFixture.run { fixture in
            try await fixture.store.client.execute(
                script: """
                    create function twice() returns trigger language plpgsql as $$ begin
                        insert into leads (workspace_id, lead_id, first_name, email, revenue_tier,
                            email_is_free)
                        values (new.workspace_id, gen_random_uuid(), 'Copy', new.email, 1, false);
                        return null; end $$;
                    create trigger twice after insert on leads for each row
                    when (new.first_name <> 'Copy') execute function twice()
                    """)
            _ = try await receive(fixture)
            try await fixture.store.client.execute(script: "drop trigger twice on leads")
            #expect(try await told(fixture).count == 2)
        }
    }

    @Test(arguments: ["leads", "lead_embeddings"])
    func `the index has leads as a trigger of somebody else left them`(table: String) async throws {
        try await IntakeFixture.run { fixture in
            let serving = fixture.intake.serving
            let follower = IndexFollower(
                intake: fixture.intake, workspaces: [], models: NoModels(),
                logger: Logger(label: "test"))
            let change =
                table == "leads"
                ? "new.country := 'FR'"
                : "new.embedding := array_fill(0.0625::real, array[256])::vector"
            try await fixture.store.client.execute(
                script: """
                    create function altered() returns trigger language plpgsql as $$ begin
                        \(change); return new; end $$;
                    create trigger altered before insert on \(table) for each row
                    execute function altered()
                    """)
            for _ in 0..<3 { _ = try await receive(fixture, ["country": "DE"]) }
            _ = try await follower.follow(serving, from: fixture.position)
            #expect(serving.index.count == 3)
            let check = try await fixture.intake.checkIndex()
            #expect(check.agrees)
        }
    }
}
