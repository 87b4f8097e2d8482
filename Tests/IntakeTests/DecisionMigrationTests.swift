import LeadStore
import Leads
import Migrations
import Postgres
import PostgresTesting
import Testing

@Suite struct DecisionMigrationTests {
    private static let workspace = "00000000-0000-7000-8000-000000000001"

    /// Two leads as version 3 stored them, one with candidates and one without.
    private static let old = """
        insert into workspaces (workspace_id, slug, name) values ('\(workspace)', 'w', 'W');
        insert into embedding_models (dimensions, text_template, content_hash, name, location)
            values (3, 1, 'cafe', 'm', '/m');
        insert into leads (workspace_id, lead_id, revenue_tier, email_is_free, first_name, email,
            decision)
        values
            ('\(workspace)', '00000000-0000-7000-8000-000000000002', 1, false, 'Ada', 'a@b.co',
            '{"model": {"name": "m", "content_hash": "cafe", "text_template": 1},
              "route": {"id": "00000000-0000-7000-8000-0000000000aa", "name": "A",
                "reason": "most_similar", "version": 1, "similarity": 0.5},
              "score": {"value": null, "absence": "no_outcomes", "labelled": 0, "base_rate": null,
                "neighbours": []}, "threshold": 0.25,
              "candidates": [
                {"id": "00000000-0000-7000-8000-0000000000aa", "name": "A", "similarity": 0.5,
                  "broken_rules": []},
                {"id": "00000000-0000-7000-8000-0000000000bb", "name": "B, C", "similarity": 0.25,
                  "broken_rules": ["countries", "any_tags"]}]}'),
            ('\(workspace)', '00000000-0000-7000-8000-000000000003', 1, false, 'Eve', 'e@b.co',
            '{"model": {"name": "m", "content_hash": "cafe", "text_template": 1}, "route": null,
              "score": {"value": null, "absence": "no_text", "labelled": 0, "base_rate": null,
                "neighbours": []}, "threshold": 0.25, "candidates": []}');
        """

    @Test func `decisions of earlier versions are told as they were`() async throws {
        try await TestDatabase.withSchema { clients in
            let client = clients[0]
            let all = try Migration.bundled()
            _ = try await Migrator(client: client, migrations: all.filter { $0.version <= 3 })
                .migrate()
            try await client.execute(script: Self.old)
            _ = try await Migrator(client: client, migrations: all).migrate()
            let store = LeadStore(client: client)
            let workspace = WorkspaceID(high: 0x0000_0000_0000_7000, low: 0x8000_0000_0000_0001)
            let with = try #require(
                try await store.lead(
                    LeadID(high: 0x7000, low: 0x8000_0000_0000_0002), of: workspace))
            #expect(with.decision.candidates.map(\.name) == ["A", "B, C"])
            #expect(with.decision.candidates.map(\.similarity) == [0.5, 0.25])
            let rules = with.decision.candidates.map(\.brokenRules)
            #expect(rules == [[], ["countries", "any_tags"]])
            #expect(with.decision.route?.name == "A")
            #expect(with.decision.model.contentHash == "cafe")
            let without = try #require(
                try await store.lead(
                    LeadID(high: 0x7000, low: 0x8000_0000_0000_0003), of: workspace))
            #expect(without.decision.candidates.isEmpty)
            #expect(without.decision.score.absence == .noText)
            #expect(with.decision.route?.reason == .mostSimilar)
            #expect(with.decision.route?.version == 1)
            #expect(with.decision.route?.similarity == 0.5)
            #expect(with.decision.score.absence == .noOutcomes)
            #expect(without.decision.route == nil)
            #expect(with.decision.threshold == 0.25)
        }
    }

    @Test func `a view tells decisions as JSON, one of another form stays where it is`()
        async throws
    {
        try await TestDatabase.withSchema { clients in
            let client = clients[0]
            let all = try Migration.bundled()
            _ = try await Migrator(client: client, migrations: all.filter { $0.version <= 8 })
                .migrate()
            let own = #"{"score": {"labelled": "many"}}"#
            try await client.execute(
                script: Self.old + """
                    update leads set decision = decision - 'candidates' - 'model';
                    create table before as select lead_id, decision from leads;
                    insert into leads (workspace_id, lead_id, revenue_tier, email_is_free,
                        first_name, email, decision)
                    values ('\(Self.workspace)', gen_random_uuid(), 1, false, 'X', 'x@b.co',
                        '\(own)');
                    """)
            _ = try await Migrator(client: client, migrations: all).migrate()
            let same: Int = try await client.query(
                """
                select count(*) from before b join lead_decisions d using (lead_id)
                where b.decision #- '{score,neighbours}' = d.decision
                """
            ).value()
            #expect(same == 2)
            let kept: String = try await client.query(
                "select decision::text from leads where decision is not null"
            ).value()
            #expect(kept == own)
        }
    }

    @Test
    func `what a decision says beyond the product's own stays, and rows are stamped as before`()
        async throws
    {
        try await TestDatabase.withSchema { clients in
            let client = clients[0]
            let all = try Migration.bundled()
            _ = try await Migrator(client: client, migrations: all.filter { $0.version <= 8 })
                .migrate()
            try await client.execute(
                script: Self.old + """
                    update leads set decision = (decision - 'candidates' - 'model')
                            || '{"note": "call first"}', score = 0.7
                        where first_name = 'Ada';
                    update leads set decision = decision
                            #- '{score,absence}' || '{"score": {"value": 0.7, "labelled": 3}}',
                            score = 0.4 where first_name = 'Eve';
                    create table before as select lead_id, change_xid, updated_at from leads;
                    """)
            _ = try await Migrator(client: client, migrations: all).migrate()
            let kept: String = try await client.query(
                "select decision::text from leads where first_name = 'Ada'"
            ).value()
            #expect(kept == #"{"note": "call first"}"#)
            let score: Float = try await client.query(
                "select decided_score from leads where first_name = 'Eve'"
            ).value()
            #expect(score == 0.7)
            let unchanged: Int = try await client.query(
                "select count(*) from leads join before using (lead_id, change_xid, updated_at)"
            ).value()
            #expect(unchanged == 2)
            try await client.execute(script: "update leads set phone = '1'")
            let stamped: Int = try await client.query(
                "select count(*) from leads join before using (lead_id, change_xid)"
            ).value()
            #expect(stamped == 0)
        }
    }

    @Test func `a lead stored by SQL has its decision in columns, and may be pending`()
        async throws
    {
        try await TestDatabase.withSchema { clients in
            let client = clients[0]
            _ = try await Migrator(client: client, migrations: try Migration.bundled()).migrate()
            try await client.execute(
                script: """
                    insert into workspaces (workspace_id, slug, name)
                        values ('\(Self.workspace)', 'w', 'W');
                    insert into leads (workspace_id, lead_id, revenue_tier, email_is_free,
                        first_name, email, message, decision)
                    values ('\(Self.workspace)', gen_random_uuid(), 1, false, 'X', 'x@b.co', 'Hi',
                        '{"score": {"value": null, "absence": "pending_embedding", "labelled": 2},
                          "threshold": 0.5, "route": null}');
                    """)
            let row = try await client.query(
                """
                select score_absence, score_labelled, route_threshold, decision is null,
                    exists (select from pending_embeddings p where p.lead_id = l.lead_id)
                from leads l
                """
            ).only()
            let (absence, labelled, threshold, isTaken, isPending) = try row.decode(
                String.self, Int32.self, Float.self, Bool.self, Bool.self)
            #expect(absence == "pending_embedding" && labelled == 2 && threshold == 0.5)
            #expect(isTaken && isPending)
        }
    }
}
