import Embedding
@testable import Intake
import IntakeFixtures
import LeadIndex
import LeadStore
import Leads
import Logging
import Postgres
import Routing
import Schema
import Testing

@Suite struct PendingEmbeddingTests {
    private let routes = [
        IntakeFixture.route("Data", "Data warehouse, analytics, pipelines and reports."),
        IntakeFixture.route("Inbox", "Everything else.", isFallback: true),
    ]

    private func worker(_ intake: Intake) -> PendingEmbedding {
        PendingEmbedding(
            intake: intake, workspaces: ["default"], interval: .milliseconds(10),
            logger: Logger(label: "test"))
    }

    /// Runs the worker until no lead is pending any more, 20 s at most.
    private func work(_ fixture: IntakeFixture, _ intakes: [Intake]) async throws {
        let working = intakes.map { intake in Task { await worker(intake).run() } }
        for _ in 0..<1000 where try await pending(fixture) > 0 {
            try await Task.sleep(for: .milliseconds(20))
        }
        for task in working { task.cancel() }
        for task in working { await task.value }
    }

    private func pending(_ fixture: IntakeFixture) async throws -> Int {
        try await fixture.store.client.query("select count(*) from pending_embeddings").value()
    }

    private func send(_ fixture: IntakeFixture, _ message: String) async throws -> Receipt {
        try await fixture.intake.receive(
            try IntakeFixture.payload(["message": .string(message), "job_title": .null]),
            in: fixture.workspace.id)
    }

    @Test(arguments: [ModelError.Code.unavailable, .limitReached, .answerInvalid, .textRefused])
    func `a lead that can't be embedded is stored as pending, its decision says so`(
        code: ModelError.Code
    ) async throws {
        let model = try FakeRemote()
        try await IntakeFixture.run(routes: routes, model: model) { fixture in
            model.fail(code)
            let receipt = try await send(fixture, "A data warehouse for reports.")
            #expect(receipt.isNew && receipt.summary.isPending)
            #expect(receipt.summary.route == "Inbox" && receipt.summary.score == nil)
            let lead = try #require(
                try await fixture.store.lead(receipt.summary.id, of: fixture.workspace.id))
            #expect(lead.isPending)
            #expect(lead.decision.route?.reason == .pendingEmbedding)
            #expect(lead.decision.score.absence == .pendingEmbedding)
            #expect(try await pending(fixture) == 1)
        }
    }

    @Test func `what is pending is embedded when the model answers again, and found then`()
        async throws
    {
        let model = try FakeRemote()
        try await IntakeFixture.run(routes: routes, model: model) { fixture in
            model.fail(.unavailable)
            let receipt = try await send(fixture, "A data warehouse for reports.")
            for number in 0..<30 { _ = try await send(fixture, "Topic \(number % 10)") }
            let before = try await fixture.store.coverage(
                of: fixture.workspace.id, generation: fixture.intake.serving.generation.id)
            #expect(before.coverage == Coverage(embedded: 0, total: 31, pending: 31))
            let follower = IndexFollower(
                intake: fixture.intake, workspaces: [], models: model,
                interval: .milliseconds(20), logger: Logger(label: "test"))
            let following = Task { await follower.run(from: fixture.position) }
            let working = Task { await worker(fixture.intake).run() }
            try await Task.sleep(for: .milliseconds(100))
            model.fail(nil)
            for _ in 0..<1000 where fixture.intake.serving.index.count < 31 {
                try await Task.sleep(for: .milliseconds(20))
            }
            for task in [following, working] { task.cancel() }
            for task in [following, working] { await task.value }
            #expect(fixture.intake.serving.index.count == 31)
            // Two routes' texts, of which the fallback's too; each lead text once.
            #expect(model.texts.count == 2 + 11)
            let lead = try #require(
                try await fixture.store.lead(receipt.summary.id, of: fixture.workspace.id))
            #expect(!lead.isPending)
            #expect(lead.decision.route?.reason == .pendingEmbedding)
            #expect(lead.score == nil)
        }
    }

    @Test func `two processes never embed the same lead`() async throws {
        let model = try FakeRemote()
        try await IntakeFixture.run(model: model) { fixture in
            model.fail(.unavailable)
            for number in 0..<60 { _ = try await send(fixture, "Topic \(number)") }
            model.fail(nil)
            let serving = try Serving(
                generation: fixture.intake.serving.generation, model: model)
            let logger = Logger(label: "test")
            let writer = try await LeadWriter(store: fixture.store, logger: logger)
            let other = Intake(
                store: fixture.store, lane: IngestLane(writer: writer, logger: logger),
                serving: serving, logger: logger)
            try await work(fixture, [fixture.intake, other])
            #expect(model.texts.count == 60)
            #expect(Set(model.texts).count == 60)
            #expect((model.batches.max() ?? 0) <= 4)
        }
    }

    @Test func `the same text is never embedded twice, whoever sends it`() async throws {
        let model = try FakeRemote()
        try await IntakeFixture.run(model: model) { fixture in
            for _ in 0..<3 { _ = try await send(fixture, "The same text.") }
            let payload = try IntakeFixture.payload(["external_id": "x"])
            for _ in 0..<3 {
                _ = try await fixture.intake.receive(payload, in: fixture.workspace.id)
            }
            #expect(model.texts.count == 2)
            #expect(fixture.intake.serving.index.count == 4)
        }
    }

    @Test func `a text that is changed by SQL is embedded again by one process alone`()
        async throws
    {
        let model = try FakeRemote()
        try await IntakeFixture.run(model: model) { fixture in
            let receipt = try await send(fixture, "The first text.")
            try await fixture.store.client.execute(
                script: "update leads set message = 'A forklift for the yard.'")
            #expect(try await pending(fixture) == 1)
            try await work(fixture, [fixture.intake])
            #expect(model.texts == ["The first text.", "A forklift for the yard."])
            try await fixture.intake.refresh(receipt.summary.id, in: fixture.workspace.id)
            let vector = try #require(
                try fixture.intake.serving.index.vector(
                    of: receipt.summary.id, workspace: fixture.workspace.id))
            let expected = try #require(try await model.embed("A forklift for the yard.").values)
            #expect(zip(vector, expected).allSatisfy { abs($0 - $1) < 1e-4 })
        }
    }

    @Test func `a vector of a text that has changed meanwhile is not stored`() async throws {
        let model = try FakeRemote()
        try await IntakeFixture.run(model: model) { fixture in
            model.fail(.unavailable)
            _ = try await send(fixture, "The first text.")
            let due = try await fixture.store.duePending(limit: 10)
            try await fixture.store.client.execute(
                script: "update leads set message = 'The second text.'")
            let stale = LeadVector(
                lead: due[0].lead, textHash: nil, vector: [Float](repeating: 1 / 16, count: 256))
            let settled = try await fixture.store.settle(
                [(due[0], stale)], generation: fixture.intake.serving.generation.id,
                skipsLocked: false)
            #expect(settled == 0)
            #expect(try await pending(fixture) == 1)
            let vectors: Int = try await fixture.store.client.query(
                "select count(*) from lead_embeddings"
            ).value()
            #expect(vectors == 0)
        }
    }

    @Test func `a text that the model refuses holds no other back`() async throws {
        let model = try FakeRemote()
        try await IntakeFixture.run(model: model) { fixture in
            model.fail(.unavailable)
            for number in 0..<20 {
                _ = try await send(fixture, number == 7 ? "poison" : "Topic \(number)")
            }
            model.fail(nil)
            model.refuse("poison")
            let working = Task { await worker(fixture.intake).run() }
            for _ in 0..<500 where try await fixture.isTrying() {
                try await Task.sleep(for: .milliseconds(20))
            }
            working.cancel()
            await working.value
            let (attempts, problem) = try await fixture.store.client.query(
                "select attempts, problem from pending_embeddings"
            ).only().decode(Int32.self, String?.self)
            #expect(attempts == 1)
            #expect(problem?.contains("text_refused") == true)
            #expect(Set(model.texts).count == 19 && model.texts.count == 19)
        }
    }

    @Test func `routes that could not be embedded are completed, leads wait for them`()
        async throws
    {
        let model = try FakeRemote()
        model.fail(.unavailable)
        try await IntakeFixture.run(routes: routes, model: model) { fixture in
            let table = try fixture.intake.serving.routing(of: fixture.workspace.id)
            #expect(!table.isComplete)
            model.fail(nil)
            let early = try await send(fixture, "A data warehouse for reports.")
            #expect(early.summary.route == "Inbox" && !early.summary.isPending)
            let working = Task { await worker(fixture.intake).run() }
            for _ in 0..<500
            where try !fixture.intake.serving.routing(of: fixture.workspace.id).isComplete {
                try await Task.sleep(for: .milliseconds(20))
            }
            working.cancel()
            await working.value
            let late = try await send(fixture, "Our data warehouse and its reports.")
            #expect(late.summary.route == "Data")
            let asked = model.texts.count
            try await fixture.intake.reloadRoutes(ofWorkspace: "default")
            #expect(model.texts.count == asked)
        }
    }
}

extension IntakeFixture {
    /// Whether a pending lead has not been put off yet.
    fileprivate func isTrying() async throws -> Bool {
        try await store.client.query(
            "select exists (select from pending_embeddings where attempts = 0)"
        ).value()
    }
}
