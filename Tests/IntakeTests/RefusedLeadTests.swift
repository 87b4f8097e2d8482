import Intake
import IntakeFixtures
import LeadStore
import Leads
import Postgres
import Schema
import Testing

@Suite struct RefusedLeadTests {
    /// What became of leads of the given names that came together.
    private func receive(
        _ fixture: IntakeFixture, _ names: [String]
    ) async throws -> [Result<Receipt, StoreError>] {
        let payloads = try names.map { name in
            try IntakeFixture.payload(["first_name": .string(name)])
        }
        return await fixture.intake.receive(all: payloads, in: fixture.workspace.id).map {
            result in result.mapError { $0 as? StoreError ?? StoreError(telling: $0) }
        }
    }

    private func message(_ result: Result<Receipt, StoreError>) -> String {
        switch result {
        case .success(let receipt): receipt.isNew ? "stored" : "duplicate"
        case .failure(let error): "\(error)"
        }
    }

    /// A trigger that runs before a lead is stored.
    private func trigger(_ body: String, on table: String = "leads") -> String {
        """
        create function own_rule() returns trigger language plpgsql as
            $$ begin \(body) return new; end $$;
        create trigger own_rule before insert on \(table) for each row execute function own_rule();
        """
    }

    @Test func `a check that refuses leads of a large batch is named, for each of them`()
        async throws
    {
        try await IntakeFixture.run { fixture in
            try await fixture.store.client.execute(
                script: "alter table leads add constraint no_eve check (first_name <> 'Eve')")
            let names = (0..<250).map { $0 % 25 == 3 ? "Eve" : "Ada" }
            // The second time in the caution that the first time has left.
            for round in 1...2 {
                for (name, result) in zip(names, try await receive(fixture, names)) {
                    #expect(
                        message(result)
                            == (name == "Ada"
                                ? "stored"
                                : """
                                refused: The database refused this lead by constraint no_eve \
                                (SQLSTATE 23514).
                                """))
                }
                #expect(
                    try await fixture.store.leadCount(of: fixture.workspace.id) == round * 240)
            }
        }
    }

    @Test(arguments: [
        (
            "raise 'no' using errcode = 'LL001'",
            "refused: The database refused this lead (SQLSTATE LL001)."
        ),
        ("raise insufficient_privilege", "unavailable: The database could not store this lead"),
        ("perform from no_such_table", "unavailable: The database could not store this lead"),
    ])
    func `a lead that is refused for any reason of its own keeps no other out`(
        reason: String, told: String
    ) async throws {
        try await IntakeFixture.run { fixture in
            try await fixture.store.client.execute(
                script: trigger("if new.first_name = 'Eve' then \(reason); end if;"))
            let names = (0..<100).map { $0 % 40 == 7 ? "Eve" : "Ada" }
            let results = try await receive(fixture, names)
            let wrong = zip(names, results).filter { name, result in
                !message(result).hasPrefix(name == "Ada" ? "stored" : told)
            }
            #expect(
                wrong.isEmpty, "\(wrong.count), such as \(wrong.first.map { message($0.1) } ?? "")")
        }
    }

    @Test func `leads of a model whose partition is gone are not refused for good`() async throws {
        try await IntakeFixture.run { fixture in
            try await fixture.store.client.execute(
                script: "alter table lead_embeddings detach partition lead_embeddings_1")
            for result in try await receive(fixture, ["Ada", "Bob"]) {
                #expect(message(result).hasPrefix("unavailable: "))
            }
        }
    }

    @Test func `leads that are refused without a word of their row are found`() async throws {
        try await IntakeFixture.run { fixture in
            try await fixture.store.client.execute(
                script: trigger("if new.first_name = 'Eve' then raise 'no'; end if;"))
            let names = (0..<100).map { $0 == 7 || $0 > 95 ? "Eve" : "Ada" }
            for (name, result) in zip(names, try await receive(fixture, names)) {
                #expect(
                    message(result)
                        == (name == "Ada"
                            ? "stored"
                            : """
                            refused: The database refused this lead (SQLSTATE P0001).
                            """))
            }
            let all = try await receive(fixture, Array(repeating: "Eve", count: 100))
            #expect(all.allSatisfy { message($0).contains("P0001") })
        }
    }

    @Test(arguments: [
        "if new.first_name = 'Eve' then return null; end if;",
        "if new.first_name = 'Eve' then new.lead_id := gen_random_uuid(); end if;",
    ])
    func `a lead that a trigger keeps out or gives another key is not told as stored`(
        body: String
    ) async throws {
        try await IntakeFixture.run { fixture in
            try await fixture.store.client.execute(script: trigger(body))
            for names in [["Eve"], ["Ada", "Eve", "Bob"]] {
                for (name, result) in zip(names, try await receive(fixture, names)) {
                    #expect(
                        name == "Eve"
                            ? message(result).hasPrefix("refused: The database did not keep")
                            : message(result) == "stored")
                }
            }
            let orphans: Int = try await fixture.store.client.query(
                """
                select count(*) from lead_embeddings left join leads using (workspace_id, lead_id)
                where first_name is distinct from 'Ada' and first_name is distinct from 'Bob'
                """
            ).value()
            #expect(orphans == 0)
        }
    }

    @Test func `a lead whose vector a trigger keeps out is not told as stored`() async throws {
        try await IntakeFixture.run { fixture in
            try await fixture.store.client.execute(
                script: trigger("return null;", on: "lead_embeddings_1"))
            let results = try await receive(fixture, ["Ada", "Eve", "Bob"])
            for result in results {
                #expect(message(result).hasPrefix("refused: The database did not keep"))
            }
            #expect(try await fixture.store.leadCount(of: fixture.workspace.id) == 0)
        }
    }

    @Test func `a lead sent again under its id is a duplicate, also when its vector has gone`()
        async throws
    {
        try await IntakeFixture.run { fixture in
            let id = LeadID.make()
            let payload = try IntakeFixture.payload()
            let first = try await fixture.intake.receive(
                payload, in: fixture.workspace.id, id: id)
            #expect(first.isNew)
            try await fixture.store.client.execute(script: "delete from lead_embeddings")
            let again = try await fixture.intake.receive(
                payload, in: fixture.workspace.id, id: id)
            #expect(!again.isNew && again.summary.id == id)
            #expect(try await fixture.store.leadCount(of: fixture.workspace.id) == 1)
        }
    }

    @Test func `a unique key of the owner's own is named, with and without an external id`()
        async throws
    {
        try await IntakeFixture.run { fixture in
            try await fixture.store.client.execute(
                script: "alter table leads add constraint one_each unique (workspace_id, email)")
            for (number, more) in [JSONObject(), ["external_id": "x-2"]].enumerated() {
                var members: JSONObject = ["email": .string("a\(number)@example.org")]
                let first = try await fixture.intake.receive(
                    try IntakeFixture.payload(members), in: fixture.workspace.id)
                #expect(first.isNew)
                for member in more.members { members[member.name] = member.value }
                let error = await #expect(throws: StoreError.self) {
                    try await fixture.intake.receive(
                        try IntakeFixture.payload(members), in: fixture.workspace.id)
                }
                #expect(
                    error?.description == """
                        refused: The database refused this lead by constraint one_each \
                        (SQLSTATE 23505).
                        """)
            }
        }
    }
}
