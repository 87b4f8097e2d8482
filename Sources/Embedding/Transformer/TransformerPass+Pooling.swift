extension TransformerPass {
    /// The mean of the states of some tokens, scaled to length 1; nil if it has no direction.
    func mean(of rows: Range<Int>) -> [Float]? {
        var sum = [Float](repeating: 0, count: configuration.hiddenSize)
        for row in rows {
            for column in sum.indices {
                sum[column] += unsafe memory.state[row * sizes.hidden + column]
            }
        }
        let length = sum.reduce(0) { $0 + $1 * $1 }.squareRoot()
        guard length > 0, length.isFinite else { return nil }
        return sum.map { $0 / length }
    }
}
