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

    /// Rows of `hiddenSize`: the state, and what goes into and comes out of the attention.
    let state: UnsafeMutablePointer<Float>
    let query: UnsafeMutablePointer<Float>
    let key: UnsafeMutablePointer<Float>
    let value: UnsafeMutablePointer<Float>

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
        tokens * (4 * configuration.hiddenSize + configuration.intermediateSize)
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
        let size = (starts.last ?? 0) * configuration.hiddenSize
        unsafe state = memory
        unsafe query = memory + size
        unsafe key = memory + 2 * size
        unsafe value = memory + 3 * size
        unsafe middle = memory + 4 * size
        unsafe scores = memory + 4 * size + (starts.last ?? 0) * configuration.intermediateSize
    }

    /// Runs the encoder; afterwards `state` has the last hidden state of each token.
    func run(_ tokens: [UInt32]) {
        embed(tokens)
        for layer in weights.layers {
            unsafe multiply(state, by: layer.query, into: query)
            unsafe multiply(state, by: layer.key, into: key)
            unsafe multiply(state, by: layer.value, into: value)
            for row in 0..<tokenCount {
                unsafe addBias(layer.query, to: query, row: row)
                unsafe addBias(layer.key, to: key, row: row)
                unsafe addBias(layer.value, to: value, row: row)
            }
            // The result of the attention goes where the queries were.
            for text in 0..<starts.count - 1 { attend(from: starts[text], to: starts[text + 1]) }
            unsafe multiply(query, by: layer.attentionOutput, into: state, adding: 1)
            normalise(adding: layer.attentionOutput.bias, layer.attentionNorm)
            unsafe multiply(state, by: layer.intermediate, into: middle)
            for row in 0..<tokenCount {
                unsafe RowOperations.gelu(
                    middle + row * layer.intermediate.outputs,
                    bias: pointer(layer.intermediate.bias), count: layer.intermediate.outputs)
            }
            unsafe multiply(middle, by: layer.output, into: state, adding: 1)
            normalise(adding: layer.output.bias, layer.outputNorm)
        }
    }

    private func embed(_ tokens: [UInt32]) {
        for (start, end) in zip(starts, starts.dropFirst()) {
            for row in start..<end {
                let place = unsafe state + row * hidden
                let word = unsafe pointer(weights.words) + Int(tokens[row]) * hidden
                unsafe place.update(from: word, count: hidden)
                unsafe RowOperations.add(
                    pointer(weights.positions) + (row - start) * hidden, to: place, count: hidden)
                unsafe RowOperations.add(pointer(weights.types), to: place, count: hidden)
                unsafe normalise(place, weights.embeddingNorm)
            }
        }
    }

    /// Attention of the tokens of one text among themselves, head by head.
    private func attend(from start: Int, to end: Int) {
        let count = end - start
        let width = (count + 15) & ~15
        let size = configuration.headSize
        for head in 0..<configuration.headCount {
            let offset = start * hidden + head * size
            unsafe blas.multiply(
                BLAS.Matrix(values: query + offset, stride: hidden),
                BLAS.Matrix(values: key + offset, stride: hidden), transposed: true,
                rows: count, columns: count, inner: size, scale: 1 / Float(size).squareRoot(),
                into: scores, resultStride: width)
            for row in 0..<count {
                unsafe RowOperations.softmax(scores + row * width, count: count)
            }
            unsafe blas.multiply(
                BLAS.Matrix(values: scores, stride: width),
                BLAS.Matrix(values: value + offset, stride: hidden), transposed: false,
                rows: count, columns: size, inner: count, into: query + offset,
                resultStride: hidden)
        }
    }

    private func multiply(
        _ input: UnsafePointer<Float>, by linear: TransformerWeights.Linear,
        into output: UnsafeMutablePointer<Float>, adding factor: Float = 0
    ) {
        unsafe blas.multiply(
            BLAS.Matrix(values: input, stride: linear.inputs),
            BLAS.Matrix(values: pointer(linear.weight), stride: linear.inputs), transposed: true,
            rows: tokenCount, columns: linear.outputs, inner: linear.inputs, adding: factor,
            into: output, resultStride: linear.outputs)
    }

    private func addBias(
        _ linear: TransformerWeights.Linear, to rows: UnsafeMutablePointer<Float>, row: Int
    ) {
        unsafe RowOperations.add(
            pointer(linear.bias), to: rows + row * linear.outputs, count: linear.outputs)
    }

    private func normalise(adding bias: Int, _ norm: TransformerWeights.Norm) {
        for row in 0..<tokenCount {
            let place = unsafe state + row * hidden
            unsafe RowOperations.add(pointer(bias), to: place, count: hidden)
            unsafe normalise(place, norm)
        }
    }

    private func normalise(_ row: UnsafeMutablePointer<Float>, _ norm: TransformerWeights.Norm) {
        unsafe RowOperations.normalise(
            row, scale: pointer(norm.scale), shift: pointer(norm.shift), count: hidden,
            epsilon: configuration.normEpsilon)
    }

    private func pointer(_ offset: Int) -> UnsafePointer<Float> {
        unsafe weights.file.floats(at: offset)
    }
}
