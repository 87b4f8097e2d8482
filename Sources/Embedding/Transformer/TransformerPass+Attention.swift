extension TransformerPass {
    /// Attention of the tokens of one text among themselves, head by head.
    func attend(from start: Int, to end: Int) {
        let count = end - start
        let width = (count + 15) & ~15
        let size = configuration.headSize
        for head in 0..<configuration.headCount {
            let query = unsafe attentionInput + 3 * start * hidden + head * size
            unsafe blas.multiply(
                BLAS.Matrix(values: query, stride: 3 * hidden),
                BLAS.Matrix(values: query + hidden, stride: 3 * hidden), transposed: true,
                rows: count, columns: count, inner: size, scale: 1 / Float(size).squareRoot(),
                into: scores, resultStride: width)
            for row in 0..<count {
                unsafe RowOperations.softmax(scores + row * width, count: count)
            }
            unsafe blas.multiply(
                BLAS.Matrix(values: scores, stride: width),
                BLAS.Matrix(values: query + 2 * hidden, stride: 3 * hidden), transposed: false,
                rows: count, columns: size, inner: count,
                into: attended + start * hidden + head * size, resultStride: hidden)
        }
    }
}
