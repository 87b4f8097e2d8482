extension QuantisedIndex {
    /// The `k` rows nearest to the query by cosine similarity, best first, ties by lower row.
    ///
    /// With a filter only its rows are compared, and blocks without any of them are not read.
    /// Fewer than `k` come back only if fewer are there. Throws as
    /// ``ExactIndex/search(_:k:filter:)``.
    public func search(
        _ query: Span<Float>, k: Int, filter: RowBitmap? = nil
    ) throws(SimilarityError) -> [Neighbour] {
        let query = try vectors.normalisedQuery(query, k: k)
        let coded = CodedQueries(count: 1, groups: codes.groups)
        unsafe codes.encodeQuery(query.start, into: coded, at: 0)
        var candidates = TopK(k: candidateCount(k))
        codes.scan(coded, slot: 0, rows: vectors.rows, filter: filter, into: &candidates)
        var top = TopK(k: min(k, count))
        unsafe vectors.rescore(candidates.heap, query.start, into: &top)
        return top.sorted()
    }

    /// The nearest rows of many queries, in the order of the queries, from shared scans.
    ///
    /// `queries` holds vector after vector, a multiple of `dimensions` floats. Answers are those of
    /// ``search(_:k:filter:)``, which also tells what is thrown.
    public func search(
        batch queries: Span<Float>, k: Int, filter: RowBitmap? = nil
    ) throws(SimilarityError) -> [[Neighbour]] {
        let batch = try vectors.normalisedBatch(queries, k: k)
        let tile = CodeArena.queriesPerScan
        let slots = (batch.count + tile - 1) / tile * tile
        let coded = CodedQueries(count: slots, groups: codes.groups)
        for slot in 0..<batch.count {
            unsafe codes.encodeQuery(batch.query(slot), into: coded, at: slot)
        }
        // Slots past the last query keep nothing: their threshold is +∞.
        var candidates = (0..<slots).map { TopK(k: $0 < batch.count ? candidateCount(k) : 0) }
        for slot in stride(from: 0, to: slots, by: tile) {
            codes.scan4(
                coded, slot: slot, rows: vectors.rows, filter: filter, into: &candidates)
        }
        return (0..<batch.count).map { slot in
            var top = TopK(k: min(k, count))
            unsafe vectors.rescore(candidates[slot].heap, batch.query(slot), into: &top)
            return top.sorted()
        }
    }

    /// Candidates that are compared again for `k` hits.
    private func candidateCount(_ k: Int) -> Int {
        let (wanted, overflow) = k.multipliedReportingOverflow(by: 5)
        return min(overflow ? count : max(rerank, wanted), count)
    }
}
