/// One run of the encoder over the tokens of some texts, which stand one after the other.
///
/// Texts are not padded: the linear layers see all tokens as one matrix, and only the attention
/// looks at each text alone. So there is no mask.
@safe struct TransformerPass {
    let configuration: TransformerConfiguration
    let weights: TransformerWeights
    let blas: BLAS

    /// Where each text's tokens begin, and the end of the last.
    let starts: [Int]

    /// Rows of `hiddenSize`: the state of each token, and what comes out of the attention.
    let state: UnsafeMutablePointer<Float>
    let attended: UnsafeMutablePointer<Float>

    /// Rows of query, key and value side by side.
    let attentionInput: UnsafeMutablePointer<Float>

    /// Rows of `intermediateSize`.
    let middle: UnsafeMutablePointer<Float>

    /// The scores of one head in one text.
    let scores: UnsafeMutablePointer<Float>

    var tokenCount: Int { starts.last ?? 0 }
    var hidden: Int { configuration.hiddenSize }

    /// The values that a pass over so many tokens needs room for.
    static func room(
        _ configuration: TransformerConfiguration, tokens: Int, longest: Int
    ) -> Int {
        tokens * (5 * configuration.hiddenSize + configuration.intermediateSize)
            + longest * ((longest + 15) & ~15)
    }

    init(
        _ configuration: TransformerConfiguration, _ weights: TransformerWeights, blas: BLAS,
        starts: [Int], memory: UnsafeMutablePointer<Float>
    ) {
        self.configuration = configuration
        self.weights = weights
        self.blas = blas
        self.starts = starts
        let count = starts.last ?? 0
        unsafe state = memory
        unsafe attended = state + count * configuration.hiddenSize
        unsafe attentionInput = attended + count * configuration.hiddenSize
        unsafe middle = attentionInput + 3 * count * configuration.hiddenSize
        unsafe scores = middle + count * configuration.intermediateSize
    }

    /// Runs the encoder; afterwards `state` has the last hidden state of each token.
    func run(_ tokens: [UInt32]) {
        embed(tokens)
        for layer in weights.layers {
            unsafe layer.attentionInput.multiply(
                state, rows: tokenCount, by: blas, into: attentionInput)
            for row in 0..<tokenCount {
                unsafe RowOperations.add(
                    layer.attentionInput.bias, to: attentionInput + 3 * row * hidden)
            }
            for text in 0..<starts.count - 1 { attend(from: starts[text], to: starts[text + 1]) }
            unsafe layer.attentionOutput.multiply(
                attended, rows: tokenCount, by: blas, adding: true, into: state)
            normaliseAll(adding: layer.attentionOutput.bias, layer.attentionNorm)
            unsafe layer.intermediate.multiply(state, rows: tokenCount, by: blas, into: middle)
            for row in 0..<tokenCount {
                unsafe RowOperations.gelu(
                    middle + row * layer.intermediate.outputs, bias: layer.intermediate.bias)
            }
            unsafe layer.output.multiply(
                middle, rows: tokenCount, by: blas, adding: true, into: state)
            normaliseAll(adding: layer.output.bias, layer.outputNorm)
        }
    }

    private func embed(_ tokens: [UInt32]) {
        for (start, end) in zip(starts, starts.dropFirst()) {
            for row in start..<end {
                let place = unsafe state + row * hidden
                let word = unsafe weights.file.floats(at: weights.words) + Int(tokens[row]) * hidden
                let position =
                    unsafe weights.file.floats(at: weights.positions) + (row - start) * hidden
                for column in 0..<hidden {
                    unsafe place[column] = word[column] + position[column]
                }
            }
        }
        normaliseAll(adding: weights.firstType, weights.embeddingNorm)
    }

    private func normaliseAll(adding bias: [Float], _ norm: TransformerWeights.Norm) {
        for row in 0..<tokenCount {
            let place = unsafe state + row * hidden
            unsafe RowOperations.add(bias, to: place)
            unsafe RowOperations.normalise(place, norm, epsilon: configuration.normEpsilon)
        }
    }
}
