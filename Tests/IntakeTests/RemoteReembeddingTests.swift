import Embedding
import Intake
import IntakeFixtures
import LeadIndex
import LeadStore
import Leads
import Postgres
import Schema
import Testing

@Suite struct RemoteReembeddingTests {
    private func fill(_ fixture: IntakeFixture, count: Int) async throws {
        for number in 0..<count {
            let payload = try IntakeFixture.payload([
                "message": .string("Topic \(number)"), "job_title": .null,
            ])
            _ = try await fixture.intake.receive(payload, in: fixture.workspace.id)
        }
    }

    private func open(_ model: FakeRemote, _ fixture: IntakeFixture) async throws -> Generation {
        try await fixture.store.openGeneration(
            of: ModelReference(
                name: model.identity.name, contentHash: model.identity.contentHash,
                textTemplate: LeadText.version),
            dimensions: model.identity.dimensions, location: "nowhere")
    }

    @Test func `at the spend limit nothing is lost, and the next run pays for the rest alone`()
        async throws
    {
        try await IntakeFixture.run { fixture in
            try await fill(fixture, count: 30)
            let model = try FakeRemote()
            let generation = try await open(model, fixture)
            let work = Reembedding(store: fixture.store, model: model, batch: 8)
            model.allow(14)
            let error = await #expect(throws: ModelError.self) {
                try await work.run(into: generation) { _ in }
            }
            #expect(error?.code == .limitReached)
            #expect(try await fixture.store.coverage(of: generation).vectors == 12)
            #expect(try await fixture.store.activeGeneration()?.id != generation.id)
            model.allow(.max)
            let rest = try await work.run(into: generation) { _ in }
            #expect(rest.embedded == 18)
            #expect(model.texts.count == 30 && Set(model.texts).count == 30)
            #expect(model.batches.count <= 9)
            #expect(try await fixture.store.activeGeneration()?.id == generation.id)
        }
    }

    @Test func `equal texts are embedded once, also when they are far apart`() async throws {
        try await IntakeFixture.run { fixture in
            for _ in 0..<3 { try await fill(fixture, count: 10) }
            let model = try FakeRemote()
            let generation = try await open(model, fixture)
            let done = try await Reembedding(store: fixture.store, model: model, batch: 7)
                .run(into: generation) { _ in }
            #expect(done.embedded == 30)
            #expect(model.texts.count == 10)
        }
    }

    @Test func `a second process that re-embeds is told to wait`() async throws {
        try await IntakeFixture.run { fixture in
            try await fill(fixture, count: 1)
            let model = try FakeRemote()
            let generation = try await open(model, fixture)
            let error = try await fixture.store.holding(.reembedding) { _ in
                await #expect(throws: IntakeError.self) {
                    try await Reembedding(store: fixture.store, model: model)
                        .run(into: generation) { _ in }
                }
            }
            #expect(error??.code == .busy)
            #expect(model.texts.isEmpty)
        }
    }
}
