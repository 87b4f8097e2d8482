import Embedding
import Foundation
import Testing
import Tokenizers

@Suite("Static model")
struct StaticModelTests {
    /// The folder of the models that the product ships.
    static let models = URL(filePath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().appending(path: "models")
    static let shipped = models.appending(path: "static-minilm-256").path()

    @Test("gives the vectors of the Python reference")
    func golden() throws {
        let model = try ModelDirectory(path: Self.shipped).loadStatic()
        let all = try GoldenVector.all()
        #expect(all.count > 60)
        for golden in all {
            guard case .vector(let vector, let tokens) = model.embedding(of: golden.text) else {
                #expect(golden.ids.isEmpty, "\(golden.text.debugDescription)")
                continue
            }
            #expect(tokens == golden.ids.count)
            let difference = zip(vector, golden.vector).map { abs($0 - $1) }.max() ?? 1
            #expect(difference < 2e-6, "\(golden.text.debugDescription)")
        }
    }

    @Test("sums rows times scales and scales the sum to length 1")
    func arithmetic() throws {
        let model = TinyModel()
        defer { model.remove() }
        try model.write()
        let sums = (0..<TinyModel.dimensions).map { column in
            0.5 * Double(model.rows[1][column]) + 2 * Double(model.rows[3][column])
        }
        let length = sums.map { $0 * $0 }.reduce(0, +).squareRoot()
        let vector = try #require(try model.load().embedding(of: "zebra Redish!").values)
        for (value, sum) in zip(vector, sums) { #expect(abs(Double(value) - sum / length) < 1e-6) }
    }

    @Test(
        "gives no embedding to a text without a known token",
        arguments: ["", " ", "zebra", "nothing"])
    func empty(text: String) throws {
        let model = TinyModel()
        defer { model.remove() }
        try model.write()
        #expect(try model.load().embedding(of: text) == .none)
    }

    @Test("looks at no more tokens than the manifest says")
    func cutting() throws {
        let model = TinyModel()
        defer { model.remove() }
        try model.write()
        let loaded = try model.load()
        #expect(
            loaded.embedding(of: "red red red red green") == loaded.embedding(of: "red red red red")
        )
        #expect(
            loaded.embedding(of: "red red red green") != loaded.embedding(of: "red red red red"))
    }

    @Test("writes the same vector into memory of the caller")
    func spans() throws {
        let model = try ModelDirectory(path: Self.shipped).loadStatic()
        let text = "We need pricing for 500 seats, café included"
        var vector = [Float](repeating: .nan, count: model.dimensions)
        var output = vector.mutableSpan
        let outcome = model.embed(text.utf8.span, into: &output)
        #expect(outcome == .embedded(tokens: 9))
        #expect(model.embedding(of: text) == .vector(vector, tokens: 9))
    }

    @Test("is named by its files' hashes, as sha256sum prints them")
    func identity() throws {
        let model = try ModelDirectory(path: Self.shipped)
        #expect(model.manifest.identity.dimensions == 256)
        // (cd models/static-minilm-256 && sha256sum model.safetensors tokenizer.json | sha256sum)
        #expect(
            model.manifest.identity.contentHash
                == "2ad422ddae0ce0c8396fc552cd4e4f2e31767b612924d8131ef75689c95c367f")
    }
}
