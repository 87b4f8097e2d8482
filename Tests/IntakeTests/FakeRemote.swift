import Embedding
import Intake
import IntakeFixtures
import LeadStore
import Synchronization

/// A remote model that is away, refuses texts and counts what it is asked, as a test wants it.
final class FakeRemote: Embedder, ModelSource {
    private struct State {
        var failure: ModelError.Code?
        var refused = ""
        var budget = Int.max
        var texts: [String] = []
        var batches: [Int] = []
    }

    private let base: any Embedder
    private let name: String
    private let state = Mutex(State())

    init(_ name: String = "fake") throws {
        base = try ModelDirectory(path: IntakeFixture.modelPath).load()
        self.name = name
    }

    var identity: ModelIdentity {
        ModelIdentity(name: name, dimensions: 256, contentHash: "\(name)-hash")
    }

    var effort: EmbeddingEffort { .remote(batch: 4, concurrency: 2) }

    /// Fails every request from now on; nil answers again.
    func fail(_ code: ModelError.Code?) { state.withLock { $0.failure = code } }

    /// Refuses every request with a text that has this word.
    func refuse(_ word: String) { state.withLock { $0.refused = word } }

    /// Answers for so many texts more, then no longer.
    func allow(_ texts: Int) { state.withLock { $0.budget = texts } }

    /// Every text that was embedded, in the order of the requests.
    var texts: [String] { state.withLock { $0.texts } }

    /// How many texts each request had.
    var batches: [Int] { state.withLock { $0.batches } }

    func embed(batch texts: [String]) async throws(ModelError) -> [TextEmbedding] {
        let failure = state.withLock { state -> ModelError.Code? in
            if let failure = state.failure { return failure }
            if !state.refused.isEmpty, texts.contains(where: { $0.contains(state.refused) }) {
                return .textRefused
            }
            guard texts.count <= state.budget else { return .limitReached }
            state.budget -= texts.count
            state.texts += texts
            state.batches.append(texts.count)
            return nil
        }
        if let failure { throw ModelError(failure, "as the test wants it") }
        return try await base.embed(batch: texts)
    }

    func model(of generation: Generation) throws -> any Embedder { self }
}
