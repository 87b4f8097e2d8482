extension VectorArena {
    /// The `k` rows nearest to the query by cosine similarity, best first, ties by lower row.
    ///
    /// Every row, or with a filter every row of it, is compared in full precision. Fewer than `k`
    /// come back only if fewer are there. Throws ``SimilarityError/Code/wrongDimensions``,
    /// `notFinite`, `zeroVector`, or `invalidArgument` for a negative `k`.
    public func search(
        _ query: Span<Float>, k: Int, filter: RowBitmap? = nil
    ) throws(SimilarityError) -> [Neighbour] {
        let query = try normalisedQuery(query, k: k)
        var top = TopK(k: min(k, count))
        unsafe scan(query.start, filter: filter, into: &top)
        return top.sorted()
    }

    /// The nearest rows of many queries, in the order of the queries, by a blocked kernel.
    ///
    /// `queries` holds vector after vector, a multiple of `dimensions` floats. Answers are those of
    /// ``search(_:k:filter:)`` up to rounding; it also tells what is thrown.
    public func search(
        batch queries: Span<Float>, k: Int, filter: RowBitmap? = nil
    ) throws(SimilarityError) -> [[Neighbour]] {
        let batch = try normalisedBatch(queries, k: k)
        var tops = (0..<batch.count).map { _ in TopK(k: min(k, count)) }
        if filter.map({ $0.count * 4 < count }) ?? false {
            // Few rows: scoring them alone is cheaper than scoring whole tiles.
            for slot in 0..<batch.count {
                unsafe scan(batch.query(slot), filter: filter, into: &tops[slot])
            }
        } else {
            scanTiles(batch, filter: filter, into: &tops)
        }
        return tops.map { $0.sorted() }
    }
}
