/// The weights of a BERT encoder, arranged for multiplication.
///
/// Embedding tables stay in the mapped file. Matrices are copied, transposed, so that OpenBLAS need
/// not do it for each text: that makes single texts about a fifth faster.
struct TransformerWeights: Sendable {
    /// A linear layer: `y = x · matrix + bias`, `matrix` being `inputs` × `outputs`.
    struct Linear: Sendable {
        var matrix: [Float]
        var bias: [Float]
        var inputs: Int
        var outputs: Int
    }

    /// The scale and the shift of a layer normalisation.
    struct Norm: Sendable {
        var scale: [Float]
        var shift: [Float]
    }

    /// One encoder layer.
    struct Layer: Sendable {
        /// Query, key and value, side by side.
        var attentionInput: Linear
        var attentionOutput: Linear
        var attentionNorm: Norm
        var intermediate: Linear
        var output: Linear
        var outputNorm: Norm
    }

    let file: MappedFile
    let words: Int
    let positions: Int
    let firstType: [Float]
    let embeddingNorm: Norm
    let layers: [Layer]

    /// Finds every tensor and checks type, shape and that all values are finite.
    ///
    /// - Throws: `ModelError` with code `weightsInvalid`, `tensorMissing`, `typeMismatch`,
    ///   `shapeMismatch` or `valueInvalid`.
    init(file: MappedFile, configuration: TransformerConfiguration) throws(ModelError) {
        let reader = try TensorReader(file: file)
        let hidden = configuration.hiddenSize
        let middle = configuration.intermediateSize
        words = try reader.offset(
            "embeddings.word_embeddings.weight", [configuration.vocabularyCount, hidden])
        positions = try reader.offset(
            "embeddings.position_embeddings.weight", [configuration.positionCount, hidden])
        let types = try reader.values(
            "embeddings.token_type_embeddings.weight", [configuration.typeCount, hidden])
        firstType = Array(types[..<hidden])
        embeddingNorm = try reader.norm("embeddings.LayerNorm", hidden)
        var layers: [Layer] = []
        for index in 0..<configuration.layerCount {
            let name = "encoder.layer.\(index)."
            let parts = ["query", "key", "value"].map { name + "attention.self." + $0 }
            let layer = try Layer(
                attentionInput: reader.linear(parts, hidden, hidden),
                attentionOutput: reader.linear([name + "attention.output.dense"], hidden, hidden),
                attentionNorm: reader.norm(name + "attention.output.LayerNorm", hidden),
                intermediate: reader.linear([name + "intermediate.dense"], hidden, middle),
                output: reader.linear([name + "output.dense"], middle, hidden),
                outputNorm: reader.norm(name + "output.LayerNorm", hidden))
            layers.append(layer)
        }
        self.layers = layers
        self.file = file
    }
}
