import EmbedderConformance
import Embedding
import Foundation
import Similarity
import Testing

@Suite("Every kind of model that runs here does what an embedder must do")
struct EmbedderConformanceTests {
    @Test("static")
    func staticModel() async throws {
        let model = try ModelDirectory(path: StaticModelTests.shipped).load()
        try await EmbedderConformance(model, knowsMeaning: true).check()
    }

    @Test("static, a few tokens")
    func tinyStatic() async throws {
        let tiny = TinyModel()
        defer { tiny.remove() }
        try tiny.write()
        try await EmbedderConformance(tiny.load(), knowsMeaning: false).check()
    }

    @Test("transformer", arguments: InstructionSet.available, ModelPrecision.allCases)
    func tinyTransformer(instructionSet: InstructionSet, precision: ModelPrecision) async throws {
        let tiny = TinyTransformer()
        defer { tiny.remove() }
        let model = try tiny.load(precision, on: instructionSet)
        try await EmbedderConformance(model, knowsMeaning: false).check()
    }

    @Test(
        "MiniLM", .enabled(if: ModelCatalogueTests.has("minilm-l6"), "it has not been fetched"))
    func transformerModel() async throws {
        let folder = StaticModelTests.models.appending(path: "minilm-l6").path()
        try await EmbedderConformance(ModelDirectory(path: folder).load(), knowsMeaning: true)
            .check()
    }
}
