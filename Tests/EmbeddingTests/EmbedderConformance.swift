import Embedding
import Foundation
import Testing

/// What every kind of model must do; each backend's tests run it.
struct EmbedderConformance {
    let embedder: any Embedder
    static let texts = [
        "We need pricing for 500 seats", "", "demo für café \u{1F680}", "北京", "\u{0}\u{FFFD}",
        String(repeating: "long text ", count: 2_000), "we NEED pricing for 500 seats",
    ]

    /// Runs all checks.
    func check() async throws {
        try await lengthsAreOne()
        try await batchesEqualSingles()
        try await similarTextsAreNear()
        let nothing = try await embedder.embed(batch: [])
        #expect(nothing.isEmpty)
        #expect(embedder.identity.contentHash.count == 64)
    }

    private func lengthsAreOne() async throws {
        for result in try await embedder.embed(batch: Self.texts) {
            guard let vector = result.values else { continue }
            #expect(vector.count == embedder.identity.dimensions)
            #expect(abs(vector.map { $0 * $0 }.reduce(0, +) - 1) < 1e-4)
        }
        #expect(try await embedder.embed("") == .none)
    }

    private func batchesEqualSingles() async throws {
        let batch = try await embedder.embed(batch: Self.texts)
        #expect(batch.count == Self.texts.count)
        for (text, result) in zip(Self.texts, batch) {
            let single = try await embedder.embed(text)
            #expect((single == .none) == (result == .none))
            guard let one = single.values, let other = result.values else { continue }
            #expect(zip(one, other).map { $0 * $1 }.reduce(0, +) > 0.9999)
        }
    }

    private func similarTextsAreNear() async throws {
        let texts = ["pricing for 500 seats", "what do 500 licences cost", "my parcel is broken"]
        let vectors = try await embedder.embed(batch: texts).compactMap(\.values)
        try #require(vectors.count == 3)
        func similarity(_ one: Int, _ other: Int) -> Float {
            zip(vectors[one], vectors[other]).map { $0 * $1 }.reduce(0, +)
        }
        #expect(similarity(0, 1) > similarity(0, 2))
    }
}

@Suite("Every kind of model does what an embedder must do")
struct EmbedderConformanceTests {
    @Test("static")
    func staticModel() async throws {
        let model = try ModelDirectory(path: StaticModelTests.shipped).load()
        try await EmbedderConformance(embedder: model).check()
    }

    static let transformer = StaticModelTests.models.appending(path: "minilm-l6").path()

    @Test(
        "transformer",
        .enabled(if: ModelCatalogueTests.has("minilm-l6"), "models/minilm.py fetches it"))
    func transformerModel() async throws {
        let model = try ModelDirectory(path: Self.transformer).load()
        try await EmbedderConformance(embedder: model).check()
    }
}
