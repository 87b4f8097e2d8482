import Embedding
import Foundation
import Similarity

/// A BERT encoder with random weights, small enough to be computed by hand in `Double`.
struct TinyTransformer {
    static let hidden = 32
    static let middle = 48
    static let heads = 2
    static let layers = 2
    static let pieces = ["[UNK]", "[CLS]", "[SEP]", "red", "green", "blue", "##ish"]

    let folder = FileManager.default.temporaryDirectory
        .appending(path: "tiny-transformer-\(UUID().uuidString)")
    var tensors: [String: (shape: [Int], values: [Float])] = [:]

    init() {
        var generator = SplitMix(state: 11)
        func add(_ name: String, _ shape: [Int], around mean: Float = 0) {
            let count = shape.reduce(1, *)
            let values = (0..<count).map { _ in
                mean + Float.random(in: -0.4...0.4, using: &generator)
            }
            tensors[name] = (shape, values)
        }
        func addNorm(_ name: String) {
            add(name + ".weight", [Self.hidden], around: 1)
            add(name + ".bias", [Self.hidden])
        }
        add("embeddings.word_embeddings.weight", [Self.pieces.count, Self.hidden])
        add("embeddings.position_embeddings.weight", [16, Self.hidden])
        add("embeddings.token_type_embeddings.weight", [2, Self.hidden])
        addNorm("embeddings.LayerNorm")
        for layer in 0..<Self.layers {
            let name = "encoder.layer.\(layer)."
            for (part, inputs, outputs) in [
                ("attention.self.query", Self.hidden, Self.hidden),
                ("attention.self.key", Self.hidden, Self.hidden),
                ("attention.self.value", Self.hidden, Self.hidden),
                ("attention.output.dense", Self.hidden, Self.hidden),
                ("intermediate.dense", Self.hidden, Self.middle),
                ("output.dense", Self.middle, Self.hidden),
            ] {
                add(name + part + ".weight", [outputs, inputs])
                add(name + part + ".bias", [outputs])
            }
            addNorm(name + "attention.output.LayerNorm")
            addNorm(name + "output.LayerNorm")
        }
    }

    var config = """
        {"model_type": "bert", "hidden_act": "gelu", "hidden_size": 32, "num_attention_heads": 2,
         "num_hidden_layers": 2, "intermediate_size": 48, "max_position_embeddings": 16,
         "vocab_size": 7, "type_vocab_size": 2, "layer_norm_eps": 1e-12, "use_cache": true}
        """

    /// The model, loaded from its folder.
    ///
    /// - Parameters:
    ///   - precision: What the manifest says.
    ///   - instructionSet: The kernels that it runs on.
    /// - Returns: The model.
    /// - Throws: What is wrong with it.
    func load(
        _ precision: ModelPrecision = .f32, on instructionSet: InstructionSet = .active
    ) throws -> TransformerModel {
        try write(precision)
        return try ModelDirectory(path: folder.path())
            .loadTransformer(instructionSet: instructionSet)
    }

    /// Writes the folder.
    func write(_ precision: ModelPrecision = .f32) throws {
        var header: [String] = []
        var data: [UInt8] = []
        for (name, tensor) in tensors.sorted(by: { $0.key < $1.key }) {
            let start = data.count
            for value in tensor.values {
                unsafe withUnsafeBytes(of: value.bitPattern.littleEndian) {
                    unsafe data += Array($0)
                }
            }
            header.append(
                #""\#(name)":{"dtype":"F32","shape":\#(tensor.shape),"#
                    + #""data_offsets":[\#(start),\#(data.count)]}"#)
        }
        var text = "{" + header.joined(separator: ",") + "}"
        text += String(repeating: " ", count: 7 - (text.utf8.count + 7) % 8)
        let length = unsafe withUnsafeBytes(of: UInt64(text.utf8.count).littleEndian) {
            unsafe Array($0)
        }
        try TinyModel.write(
            folder: folder, kind: "transformer", dimensions: Self.hidden, maxTokens: 8,
            files: [
                "config.json": Array(config.utf8),
                "model.safetensors": length + Array(text.utf8) + data,
                "tokenizer.json": Array(TinyModel.tokenizer(Self.pieces).utf8),
            ],
            editing: {
                precision == .f32
                    ? $0
                    : $0.replacing("\"licence\"", with: "\"precision\": \"int8\", \"licence\"")
            })
    }

    func remove() {
        try? FileManager.default.removeItem(at: folder)  // A left-over folder fails no test.
    }
}

/// A small generator, so that a failure can be repeated.
struct SplitMix: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = (state ^ state >> 30) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
        return mixed ^ mixed >> 31
    }
}
