extension QuantisedIndex {
    /// How many queries share one scan of the codes.
    public static var queriesPerScan: Int { CodeArena.queriesPerScan }

    /// The `k` rows nearest to the query by cosine similarity, best first, ties by lower row.
    ///
    /// With a filter only its rows are compared, and blocks without any of them are not read.
    /// Fewer than `k` come back only if fewer are there. Throws as
    /// ``ExactIndex/search(_:k:filter:)``.
    public func search(
        _ query: Span<Float>, k: Int, filter: RowBitmap? = nil
    ) throws(SimilarityError) -> [Neighbour] {
        let query = try vectors.normalisedQuery(query, k: k)
        return unsafe nearest(query.start, k, filter)
    }

    /// The nearest rows of many queries, in the order of the queries, from shared scans.
    ///
    /// `queries` holds vector after vector, a multiple of `dimensions` floats. Answers are those of
    /// ``search(_:k:filter:)``, which also tells what is thrown.
    public func search(
        batch queries: Span<Float>, k: Int, filter: RowBitmap? = nil
    ) throws(SimilarityError) -> [[Neighbour]] {
        let batch = try vectors.normalisedBatch(queries, k: k)
        return answers(
            batch, Array(repeating: k, count: batch.count),
            Array(repeating: filter, count: batch.count))
    }

    /// The nearest rows of many queries, each with its own filter, from shared scans.
    ///
    /// Answers are those of ``search(_:k:filter:)``, which also tells what is thrown; one query
    /// that is refused refuses all.
    public func search(_ queries: [VectorQuery]) throws(SimilarityError) -> [[Neighbour]] {
        let batch = QueryBatch(count: queries.count, stride: vectors.stride)
        for (slot, query) in queries.enumerated() {
            guard query.k >= 0 else {
                throw SimilarityError(
                    code: .invalidArgument, message: "k must be 0 or more, got \(query.k)")
            }
            unsafe try normalise(
                query.vector.span, dimensions: vectors.dimensions, into: batch.query(slot),
                kernels: codes.kernels)
        }
        return answers(batch, queries.map(\.k), queries.map(\.filter))
    }

    /// The answers to queries of length 1, some by scans of their own, the others four at a time.
    private func answers(
        _ batch: borrowing QueryBatch, _ k: [Int], _ filters: [RowBitmap?]
    ) -> [[Neighbour]] {
        var answers: [[Neighbour]] = Array(repeating: [], count: batch.count)
        var shared: [Int] = []
        for slot in 0..<batch.count {
            if let filter = filters[slot], isSelective(filter) {
                unsafe answers[slot] = nearest(batch.query(slot), k[slot], filter)
            } else {
                shared.append(slot)
            }
        }
        for first in stride(from: 0, to: shared.count, by: Self.queriesPerScan) {
            let slots = shared[first..<min(first + Self.queriesPerScan, shared.count)]
            scanTogether(batch, Array(slots), k, filters, into: &answers)
        }
        return answers
    }

    /// Whether so few blocks hold a row that passes that a scan of one's own, which skips the
    /// others, costs less than a share of a scan (measured: about 0.6 of a whole one).
    private func isSelective(_ filter: RowBitmap) -> Bool {
        filter.sixteens * 2 < vectors.rows.sixteens
    }

    /// Answers at most four queries, at `slots` of the batch, by one scan.
    private func scanTogether(
        _ batch: borrowing QueryBatch, _ slots: [Int], _ k: [Int], _ filters: [RowBitmap?],
        into answers: inout [[Neighbour]]
    ) {
        guard let only = slots.first else { return }
        if slots.count == 1 {
            return unsafe answers[only] = nearest(batch.query(only), k[only], filters[only])
        }
        let coded = CodedQueries(count: Self.queriesPerScan, groups: codes.groups)
        for (place, slot) in slots.enumerated() {
            unsafe codes.encodeQuery(batch.query(slot), into: coded, at: place)
        }
        var four = FourCandidates(
            wanted: slots.map { candidateCount(k[$0]) }, filters: slots.map { filters[$0] },
            kernels: codes.kernels)
        codes.scan4(coded, rows: vectors.rows, into: &four)
        four.finish()
        for (place, slot) in slots.enumerated() {
            let query = unsafe batch.query(slot)
            switch place {
            case 0: unsafe answers[slot] = best(k[slot], of: four.first, for: query)
            case 1: unsafe answers[slot] = best(k[slot], of: four.second, for: query)
            case 2: unsafe answers[slot] = best(k[slot], of: four.third, for: query)
            default: unsafe answers[slot] = best(k[slot], of: four.fourth, for: query)
            }
        }
    }

    /// The nearest rows of one query of length 1.
    private func nearest(
        _ query: UnsafePointer<Float>, _ k: Int, _ filter: borrowing RowBitmap?
    ) -> [Neighbour] {
        let coded = CodedQueries(count: 1, groups: codes.groups)
        unsafe codes.encodeQuery(query, into: coded, at: 0)
        var candidates = Candidates(k: candidateCount(k), kernels: codes.kernels)
        codes.scan(coded, rows: vectors.rows, filter: filter, into: &candidates)
        candidates.finish()
        return unsafe best(k, of: candidates, for: query)
    }

    /// The best of the candidates in full precision.
    private func best(
        _ k: Int, of candidates: borrowing Candidates, for query: UnsafePointer<Float>
    ) -> [Neighbour] {
        var top = TopK(k: min(k, count))
        unsafe vectors.rescore(candidates, query, into: &top)
        return top.sorted()
    }

    /// Candidates that are compared again for `k` hits.
    private func candidateCount(_ k: Int) -> Int {
        let (wanted, overflow) = k.multipliedReportingOverflow(by: 5)
        return k == 0 ? 0 : min(overflow ? count : max(rerank, wanted), count)
    }
}
