/// The weights of a BERT encoder: matrices arranged for multiplication, tables in the mapped file.
struct TransformerWeights: Sendable {
    /// The scale and the shift of a layer normalisation.
    struct Norm: Sendable {
        var scale: [Float]
        var shift: [Float]
    }

    /// One encoder layer.
    struct Layer: Sendable {
        /// Query, key and value, side by side.
        var attentionInput: LinearLayer
        var attentionOutput: LinearLayer
        var attentionNorm: Norm
        var intermediate: LinearLayer
        var output: LinearLayer
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
    init(
        file: MappedFile, configuration: TransformerConfiguration, blas: BLAS
    ) throws(ModelError) {
        let reader = try TensorReader(file: file, blas: blas)
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
