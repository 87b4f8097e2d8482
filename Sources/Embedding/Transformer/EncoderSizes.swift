/// The padded sizes of an encoder's matrices, in values.
///
/// What is added are zeros in weights and biases, so the padding stays 0 from layer to layer.
struct EncoderSizes: Sendable, Hashable {
    /// A token's state.
    let hidden: Int

    /// One head of the attention.
    let head: Int

    /// All heads of the attention.
    let attention: Int

    /// A row between the two layers of the feed-forward part.
    let middle: Int

    /// The widest row that is multiplied.
    var widest: Int { max(hidden, attention, middle) }

    init(_ configuration: TransformerConfiguration) {
        hidden = ModelKernels.padded(configuration.hiddenSize)
        head = ModelKernels.padded(configuration.headSize)
        attention = head * configuration.headCount
        middle = ModelKernels.padded(configuration.intermediateSize)
    }

    /// One width for all, for whoever needs the memory of a single product.
    init(widest: Int) {
        hidden = widest
        head = ModelKernels.widestPanel
        attention = ModelKernels.widestPanel
        middle = widest
    }
}
