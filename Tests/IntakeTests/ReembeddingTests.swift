import Embedding
import Intake
import IntakeFixtures
import LeadIndex
import LeadStore
import Leads
import Logging
import Postgres
import Schema
import Testing

@Suite struct ReembeddingTests {
    /// Another model: the vectors of the first with their numbers in reverse.
    private struct Reversed: Embedder, ModelSource {
        let base: any Embedder

        var identity: ModelIdentity {
            ModelIdentity(
                name: "reversed", dimensions: base.identity.dimensions,
                contentHash: String(base.identity.contentHash.reversed()))
        }

        func embed(_ text: String) async throws(ModelError) -> TextEmbedding {
            switch try await base.embed(text) {
            case .vector(let vector, let tokens): .vector(vector.reversed(), tokens: tokens)
            case .none: .none
            }
        }

        func embed(batch texts: [String]) async throws(ModelError) -> [TextEmbedding] {
            var embeddings: [TextEmbedding] = []
            for text in texts { embeddings.append(try await embed(text)) }
            return embeddings
        }

        func model(of generation: Generation) throws -> any Embedder { self }
    }

    private func fill(_ fixture: IntakeFixture, count: Int) async throws {
        for number in 0..<count {
            let message: JSONValue = number % 5 == 4 ? .null : .string("Topic \(number)")
            _ = try await fixture.intake.receive(
                try IntakeFixture.payload(["message": message, "job_title": .null]),
                in: fixture.workspace.id)
        }
    }

    private func open(
        _ model: Reversed, _ fixture: IntakeFixture
    ) async throws -> Generation {
        let identity = model.identity
        return try await fixture.store.openGeneration(
            of: ModelReference(
                name: identity.name, contentHash: identity.contentHash,
                textTemplate: LeadText.version),
            dimensions: identity.dimensions, location: "nowhere")
    }

    @Test func `every lead with a text gets a vector, then the model becomes active`() async throws
    {
        try await IntakeFixture.run { fixture in
            try await fill(fixture, count: 20)
            let model = Reversed(base: fixture.intake.serving.model)
            let generation = try await open(model, fixture)
            #expect(generation.state == .filling)
            let done = try await Reembedding(store: fixture.store, model: model, batch: 7)
                .run(into: generation) { _ in }
            #expect(done.embedded == 16)
            #expect(try await fixture.store.activeGeneration()?.id == generation.id)
            let coverage = try await fixture.store.coverage(of: generation)
            #expect(coverage.leads == 20 && coverage.vectors == 16)
        }
    }

    @Test func `stopped and run again it embeds only what is left`() async throws {
        try await IntakeFixture.run { fixture in
            try await fill(fixture, count: 20)
            let model = Reversed(base: fixture.intake.serving.model)
            let generation = try await open(model, fixture)
            let work = Reembedding(store: fixture.store, model: model, batch: 5)
            let stopped = Task {
                try await work.run(into: generation) { progress in
                    if progress.done >= 10 { unsafe withUnsafeCurrentTask { unsafe $0?.cancel() } }
                }
            }
            await #expect(throws: (any Error).self) { try await stopped.value }
            #expect(try await fixture.store.activeGeneration()?.id != generation.id)
            let rest = try await work.run(into: generation) { _ in }
            #expect(rest.embedded == 8)
        }
    }

    @Test func `a running service takes the new model up by itself`() async throws {
        try await IntakeFixture.run { fixture in
            try await fill(fixture, count: 10)
            let model = Reversed(base: fixture.intake.serving.model)
            let generation = try await open(model, fixture)
            let follower = IndexFollower(
                intake: fixture.intake, workspaces: ["default"], models: model,
                interval: .milliseconds(20), logger: Logger(label: "test"))
            let following = Task { await follower.run(from: fixture.position) }
            _ = try await Reembedding(store: fixture.store, model: model)
                .run(into: generation) { _ in }
            for _ in 0..<500 where fixture.intake.serving.generation.id != generation.id {
                try await Task.sleep(for: .milliseconds(20))
            }
            #expect(fixture.intake.serving.generation.id == generation.id)
            #expect(fixture.intake.serving.index.count == 8)
            let receipt = try await fixture.intake.receive(
                try IntakeFixture.payload(), in: fixture.workspace.id)
            let found = try fixture.intake.serving.index.vector(
                of: receipt.summary.id, workspace: fixture.workspace.id)
            #expect(found != nil)
            following.cancel()
            await following.value
        }
    }
}
