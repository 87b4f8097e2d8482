/// Where the weights of a BERT encoder lie in the mapped file.
struct TransformerWeights: Sendable {
    /// A linear layer: `y = x · weightᵀ + bias`.
    struct Linear: Sendable {
        var weight: Int
        var bias: Int
        var inputs: Int
        var outputs: Int
    }

    /// The scale and the shift of a layer normalisation.
    struct Norm: Sendable {
        var scale: Int
        var shift: Int
    }

    /// One encoder layer.
    struct Layer: Sendable {
        var query: Linear
        var key: Linear
        var value: Linear
        var attentionOutput: Linear
        var attentionNorm: Norm
        var intermediate: Linear
        var output: Linear
        var outputNorm: Norm
    }

    let file: MappedFile
    let words: Int
    let positions: Int
    let types: Int
    let embeddingNorm: Norm
    let layers: [Layer]

    /// Finds every tensor and checks type, shape and that all values are finite.
    ///
    /// - Throws: `ModelError` with code `weightsInvalid`, `tensorMissing`, `typeMismatch`,
    ///   `shapeMismatch` or `valueInvalid`.
    init(file: MappedFile, configuration: TransformerConfiguration) throws(ModelError) {
        let finder = try TensorFinder(file: file)
        let hidden = configuration.hiddenSize
        let middle = configuration.intermediateSize
        words = try finder.offset(
            "embeddings.word_embeddings.weight", [configuration.vocabularyCount, hidden])
        positions = try finder.offset(
            "embeddings.position_embeddings.weight", [configuration.positionCount, hidden])
        types = try finder.offset(
            "embeddings.token_type_embeddings.weight", [configuration.typeCount, hidden])
        embeddingNorm = try finder.norm("embeddings.LayerNorm", hidden)
        var layers: [Layer] = []
        for index in 0..<configuration.layerCount {
            let name = "encoder.layer.\(index)."
            let layer = try Layer(
                query: finder.linear(name + "attention.self.query", hidden, hidden),
                key: finder.linear(name + "attention.self.key", hidden, hidden),
                value: finder.linear(name + "attention.self.value", hidden, hidden),
                attentionOutput: finder.linear(name + "attention.output.dense", hidden, hidden),
                attentionNorm: finder.norm(name + "attention.output.LayerNorm", hidden),
                intermediate: finder.linear(name + "intermediate.dense", hidden, middle),
                output: finder.linear(name + "output.dense", middle, hidden),
                outputNorm: finder.norm(name + "output.LayerNorm", hidden))
            layers.append(layer)
        }
        self.layers = layers
        self.file = file
    }
}

/// Finds 32-bit float tensors by name, with or without the prefix `bert.`.
struct TensorFinder {
    private let file: MappedFile
    private let tensors: Safetensors
    private let prefix: String

    init(file: MappedFile) throws(ModelError) {
        self.file = file
        tensors = try unsafe Safetensors(file.bytes)
        prefix = tensors.tensors.keys.contains { $0.hasPrefix("bert.") } ? "bert." : ""
    }

    /// The offset of a tensor in the file.
    func offset(_ name: String, _ shape: [Int]) throws(ModelError) -> Int {
        let tensor = try tensors.tensor(prefix + name, type: "F32", shape: shape)
        guard tensor.range.lowerBound.isMultiple(of: 4) else {
            throw ModelError(.weightsInvalid, "tensor \(name) is not aligned to 4 bytes")
        }
        // A value times 0 is 0, unless it's infinite or NaN: then it's NaN, and so is the sum.
        var sum: Float = 0
        for place in stride(from: tensor.range.lowerBound, to: tensor.range.upperBound, by: 4) {
            sum += unsafe file.bytes.load(fromByteOffset: place, as: Float.self) * 0
        }
        guard sum == 0 else {
            throw ModelError(.valueInvalid, "tensor \(name) has a value that is not finite")
        }
        return tensor.range.lowerBound
    }

    func linear(
        _ name: String, _ inputs: Int, _ outputs: Int
    ) throws(ModelError) -> TransformerWeights.Linear {
        try TransformerWeights.Linear(
            weight: offset(name + ".weight", [outputs, inputs]),
            bias: offset(name + ".bias", [outputs]), inputs: inputs, outputs: outputs)
    }

    func norm(_ name: String, _ size: Int) throws(ModelError) -> TransformerWeights.Norm {
        try TransformerWeights.Norm(
            scale: offset(name + ".weight", [size]), shift: offset(name + ".bias", [size]))
    }
}
