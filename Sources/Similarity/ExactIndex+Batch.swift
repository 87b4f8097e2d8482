extension ExactIndex {
    /// The nearest rows of many queries, in the order of the queries, by a blocked kernel.
    ///
    /// `queries` holds vector after vector, a multiple of `dimensions` floats. Answers are those of
    /// ``search(_:k:filter:)`` up to rounding; it also tells what is thrown.
    public func search(
        batch queries: Span<Float>, k: Int, filter: RowBitmap? = nil
    ) throws(SimilarityError) -> [[Neighbour]] {
        let batch = try vectors.normalisedBatch(queries, k: k)
        var tops = (0..<batch.count).map { _ in TopK(k: min(k, count)) }
        if filter.map({ $0.count * 4 < count }) ?? false {
            // Few rows: scoring them alone is cheaper than scoring whole tiles.
            for slot in 0..<batch.count {
                unsafe vectors.scan(batch.query(slot), filter: filter, into: &tops[slot])
            }
        } else {
            vectors.scanTiles(batch, filter: filter, into: &tops)
        }
        return tops.map { $0.sorted() }
    }
}
