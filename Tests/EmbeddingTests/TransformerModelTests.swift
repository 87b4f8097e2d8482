import Digests
import Embedding
import Foundation
import Similarity
import Testing

@Suite("Transformer")
struct TransformerModelTests {
    @Test(
        "computes what the paper says, alone and in batches",
        arguments: InstructionSet.available, ModelPrecision.allCases)
    func arithmetic(instructionSet: InstructionSet, precision: ModelPrecision) async throws {
        let tiny = TinyTransformer()
        defer { tiny.remove() }
        let model = try tiny.load(precision, on: instructionSet)
        let reference = TransformerReference(model: tiny)
        let texts = [
            ("red", [3]), ("green blueish", [4, 5, 6]), ("red zebra red", [3, 0, 3]),
            ("red green blue red green blue red green", [3, 4, 5, 3, 4, 5]),
        ]
        let batch = try await model.embed(batch: texts.map(\.0))
        for (number, (text, ids)) in texts.enumerated() {
            let expected = reference.vector(of: [1] + ids + [2])
            for result in [batch[number], try await model.embed(text)] {
                let vector = try #require(result.values)
                let difference = zip(vector, expected).map { abs(Double($0) - $1) }.max() ?? 1
                #expect(difference < (precision == .f32 ? 1e-5 : 0.02), "\(text)")
                // Rounding to 8 bits must show, or it was not done.
                #expect(precision == .f32 || difference > 1e-5)
            }
        }
    }

    @Test(
        "gives the same vectors when a batch takes many passes",
        arguments: ModelPrecision.allCases)
    func manyPasses(precision: ModelPrecision) async throws {
        let tiny = TinyTransformer()
        defer { tiny.remove() }
        let model = try tiny.load(precision)
        let texts = (0..<1_500).map { ["red", "green", "", "blueish red", "zebra"][$0 % 5] }
        let results = try await model.embed(batch: texts)
        for index in 5..<texts.count {
            guard let one = results[index].values, let other = results[index % 5].values else {
                #expect(results[index] == .none && results[index % 5] == .none)
                continue
            }
            #expect(one == other)
        }
        #expect(results[2] == .none && results[4] == .none && results[0] != .none)
    }

    @Test(
        "is refused when config.json and the rest do not fit",
        arguments: [
            ("\"bert\"", "\"gpt2\"", .manifestInvalid, "model_type"),
            ("\"gelu\"", "\"relu\"", .manifestInvalid, "hidden_act"),
            ("\"hidden_size\": 32", "\"hidden_size\": 64", .shapeMismatch, "64"),
            ("\"hidden_size\": 32", "\"hidden_size\": 3.5", .manifestInvalid, "hidden_size"),
            ("_heads\": 2", "_heads\": 3", .manifestInvalid, "heads"),
            ("_layers\": 2", "_layers\": 3", .tensorMissing, "encoder.layer.2"),
            ("_size\": 48", "_size\": 64", .shapeMismatch, "intermediate"),
            ("_embeddings\": 16", "_embeddings\": 7", .shapeMismatch, "7"),
            ("1e-12", "0", .manifestInvalid, "layer_norm_eps"),
            ("{", "", .manifestInvalid, "byte 0"),
        ] as [(String, String, ModelError.Code, String)])
    func refusals(part: String, other: String, code: ModelError.Code, named: String) throws {
        var tiny = TinyTransformer()
        defer { tiny.remove() }
        tiny.config = tiny.config.replacing(part, with: other)
        try tiny.write()
        let error = #expect(throws: ModelError.self) {
            try ModelDirectory(path: tiny.folder.path()).loadTransformer()
        }
        #expect(error?.code == code)
        #expect(error?.message.contains(named) == true, "\(String(describing: error))")
    }

    @Test("is refused when a weight is not finite", arguments: [Float.nan, -.infinity])
    func values(value: Float) throws {
        var tiny = TinyTransformer()
        defer { tiny.remove() }
        tiny.tensors["encoder.layer.1.output.dense.weight"]?.values[1535] = value
        try tiny.write()
        let error = #expect(throws: ModelError.self) {
            try ModelDirectory(path: tiny.folder.path()).loadTransformer()
        }
        #expect(error?.code == .valueInvalid)
    }

    @Test("has another identity at another precision, the same as ever in floats")
    func identity() throws {
        let tiny = TinyTransformer()
        defer { tiny.remove() }
        try tiny.write()
        let manifest = try ModelDirectory(path: tiny.folder.path()).manifest
        let lines = manifest.files.map { "\($0.sha256)  \($0.name)\n" }.joined()
        #expect(manifest.identity.contentHash == SHA256Digest(of: lines).description)
        let other = try tiny.load(.int8).identity.contentHash
        #expect(other == SHA256Digest(of: lines + "precision int8\n").description)
        #expect(throws: ModelError.self) {
            try ModelManifest(json: Array(#"{"kind":"transformer","precision":"int4"}"#.utf8))
        }
    }

    @Test("is refused when a file is missing, changed or cut", arguments: ModelPrecision.allCases)
    func files(precision: ModelPrecision) throws {
        for name in ["config.json", "model.safetensors", "tokenizer.json"] {
            let tiny = TinyTransformer()
            defer { tiny.remove() }
            try tiny.write(precision)
            let file = tiny.folder.appending(path: name)
            var content = try Data(contentsOf: file)
            content[content.count / 2] ^= 1
            try content.write(to: file)
            #expect(code(of: tiny) == .hashMismatch)
            try content.dropLast().write(to: file)
            #expect(code(of: tiny) == .sizeMismatch)
            try FileManager.default.removeItem(at: file)
            #expect(code(of: tiny) == .fileMissing)
        }
    }

    private func code(of tiny: TinyTransformer) -> ModelError.Code? {
        let error = #expect(throws: ModelError.self) {
            try ModelDirectory(path: tiny.folder.path()).load()
        }
        return error?.code
    }

    @Test("stops between two passes when its task is cancelled")
    func cancellation() async throws {
        let tiny = TinyTransformer()
        defer { tiny.remove() }
        let model = try tiny.load()
        let task = Task {
            while !Task.isCancelled { await Task.yield() }
            return try await model.embed(batch: ["red"])
        }
        task.cancel()
        let error = await #expect(throws: ModelError.self) { try await task.value }
        #expect(error?.code == .cancelled)
    }
}
