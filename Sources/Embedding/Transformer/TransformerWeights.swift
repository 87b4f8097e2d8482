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
        file: MappedFile, configuration: TransformerConfiguration, precision: ModelPrecision,
        kernels: ModelKernels
    ) throws(ModelError) {
        let reader = try TensorReader(file: file)
        let hidden = configuration.hiddenSize
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
            layers.append(
                try Self.layer(reader, name, configuration, precision: precision, kernels: kernels))
        }
        self.layers = layers
        self.file = file
    }

    private static func layer(
        _ reader: TensorReader, _ name: String, _ configuration: TransformerConfiguration,
        precision: ModelPrecision, kernels: ModelKernels
    ) throws(ModelError) -> Layer {
        let (size, sizes) = (configuration.hiddenSize, EncoderSizes(configuration))
        let hidden = PaddedAxis(count: size, group: size, room: sizes.hidden)
        let heads = PaddedAxis(count: size, group: configuration.headSize, room: sizes.head)
        let width = configuration.intermediateSize
        let middle = PaddedAxis(count: width, group: width, room: sizes.middle)
        let parts = ["query", "key", "value"].map { name + "attention.self." + $0 }
        return try Layer(
            attentionInput: reader.linear(parts, hidden, heads, precision, kernels),
            attentionOutput: reader.linear(
                [name + "attention.output.dense"], heads, hidden, precision, kernels),
            attentionNorm: reader.norm(name + "attention.output.LayerNorm", size),
            intermediate: reader.linear(
                [name + "intermediate.dense"], hidden, middle, precision, kernels),
            output: reader.linear([name + "output.dense"], middle, hidden, precision, kernels),
            outputNorm: reader.norm(name + "output.LayerNorm", size))
    }
}
