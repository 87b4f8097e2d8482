internal import Tokenizers

/// The sizes of a BERT encoder, as `config.json` gives them.
struct TransformerConfiguration: Sendable, Hashable {
    var hiddenSize: Int
    var headCount: Int
    var layerCount: Int
    var intermediateSize: Int
    var positionCount: Int
    var vocabularyCount: Int
    var typeCount: Int
    var normEpsilon: Float

    /// The values of a head.
    var headSize: Int { hiddenSize / headCount }

    /// Reads `config.json` as Hugging Face lays it out.
    ///
    /// - Throws: `ModelError` with code `manifestInvalid`; a model that is no BERT encoder with GELU
    ///   and absolute positions is refused.
    init(json: [UInt8]) throws(ModelError) {
        let (numbers, words) = try Self.read(json)
        try Self.check(words)
        func size(_ key: String) throws(ModelError) -> Int {
            guard let number = numbers[key], let size = Int(exactly: number),
                (1...1_000_000).contains(size)
            else {
                throw ModelError(.manifestInvalid, "config.json: \(key) is not 1 to 1,000,000")
            }
            return size
        }
        hiddenSize = try size("hidden_size")
        headCount = try size("num_attention_heads")
        layerCount = try size("num_hidden_layers")
        intermediateSize = try size("intermediate_size")
        positionCount = try size("max_position_embeddings")
        vocabularyCount = try size("vocab_size")
        typeCount = try size("type_vocab_size")
        guard let epsilon = numbers["layer_norm_eps"], epsilon > 0, epsilon < 1 else {
            throw ModelError(.manifestInvalid, "config.json: layer_norm_eps is not between 0 and 1")
        }
        normEpsilon = Float(epsilon)
        guard hiddenSize.isMultiple(of: headCount), hiddenSize.isMultiple(of: 16),
            intermediateSize.isMultiple(of: 16), layerCount <= 1000
        else {
            throw ModelError(
                .manifestInvalid,
                "config.json: hidden_size \(hiddenSize) must be a multiple of the heads and of 16, "
                    + "intermediate_size \(intermediateSize) of 16")
        }
    }

    /// The members of the file that are numbers from 0 on, and those that are strings.
    private static func read(
        _ json: [UInt8]
    ) throws(ModelError) -> (numbers: [String: Double], words: [String: String]) {
        var numbers: [String: Double] = [:]
        var words: [String: String] = [:]
        do {
            var scanner = JSONScanner(json)
            try scanner.object { (key, scanner) throws(JSONError) in
                switch scanner.peek() ?? 0 {
                case UInt8(ascii: "\""): words[key] = try scanner.string()
                case UInt8(ascii: "0")...UInt8(ascii: "9"): numbers[key] = try scanner.double()
                default: try scanner.skip()
                }
            }
            try scanner.finish()
        } catch {
            throw ModelError(.manifestInvalid, "config.json is not as expected: \(error.message)")
        }
        return (numbers, words)
    }

    /// Checks that this is a BERT encoder as it's computed here.
    private static func check(_ words: [String: String]) throws(ModelError) {
        let supported = [
            // A file that says nothing means absolute positions.
            ("position_embedding_type", "absolute", "absolute"),
            ("model_type", "bert", "missing"), ("hidden_act", "gelu", "missing"),
        ]
        for (key, value, absent) in supported where (words[key] ?? absent) != value {
            throw ModelError(
                .manifestInvalid,
                "config.json: \(key) is \(words[key] ?? absent), only \(value) is supported")
        }
    }
}
