/// One run of the encoder over the tokens of some texts, which stand one after the other.
///
/// Texts are not padded: the linear layers see all tokens as one matrix, and only the attention
/// looks at each text alone. So there is no mask.
struct TransformerPass: ~Copyable {
    let configuration: TransformerConfiguration
    let sizes: EncoderSizes
    let weights: TransformerWeights
    let memory: EncoderMemory

    /// Where each text's tokens begin, and the end of the last.
    let starts: [Int]

    var tokenCount: Int { starts.last ?? 0 }

    init(
        _ configuration: TransformerConfiguration, _ weights: TransformerWeights,
        kernels: ModelKernels, starts: [Int]
    ) {
        self.configuration = configuration
        self.weights = weights
        self.starts = starts
        sizes = EncoderSizes(configuration)
        let longest = zip(starts, starts.dropFirst()).map { $1 - $0 }.max() ?? 0
        memory = EncoderMemory(
            sizes, tokens: starts.last ?? 0, longest: longest, kernels: kernels)
    }

    /// Runs the encoder; afterwards `memory.state` has the last hidden state of each token.
    func run(_ tokens: [UInt32]) {
        embed(tokens)
        for layer in weights.layers {
            unsafe layer.attentionInput.multiply(
                memory.state, rows: tokenCount, into: memory.attentionInput, memory)
            for text in 0..<starts.count - 1 { attend(from: starts[text], to: starts[text + 1]) }
            unsafe layer.attentionOutput.multiply(
                memory.attended, rows: tokenCount, adding: true, into: memory.state, memory)
            normaliseAll(layer.attentionNorm)
            unsafe layer.intermediate.multiply(
                memory.state, rows: tokenCount, into: memory.middle, memory)
            unsafe memory.kernels.gelu(memory.middle, tokenCount * sizes.middle)
            unsafe layer.output.multiply(
                memory.middle, rows: tokenCount, adding: true, into: memory.state, memory)
            normaliseAll(layer.outputNorm)
        }
    }

    private func embed(_ tokens: [UInt32]) {
        let hidden = configuration.hiddenSize
        for (start, end) in zip(starts, starts.dropFirst()) {
            for row in start..<end {
                let place = unsafe memory.state + row * sizes.hidden
                let word = unsafe weights.file.floats(at: weights.words) + Int(tokens[row]) * hidden
                let position =
                    unsafe weights.file.floats(at: weights.positions) + (row - start) * hidden
                for column in 0..<hidden {
                    unsafe place[column] =
                        word[column] + position[column]
                        + weights.firstType[column]
                }
            }
        }
        normaliseAll(weights.embeddingNorm)
    }

    private func normaliseAll(_ norm: TransformerWeights.Norm) {
        unsafe norm.scale.withUnsafeBufferPointer { scale in
            unsafe norm.shift.withUnsafeBufferPointer { shift in
                guard let scale = scale.baseAddress, let shift = shift.baseAddress else { return }
                for row in 0..<tokenCount {
                    unsafe memory.kernels.normalise(
                        memory.state + row * sizes.hidden, configuration.hiddenSize, scale, shift,
                        configuration.normEpsilon)
                }
            }
        }
    }
}
