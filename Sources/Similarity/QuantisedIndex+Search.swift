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
    public func search(_ queries: [FilteredQuery]) throws(SimilarityError) -> [[Neighbour]] {
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

    /// The answers to queries of length 1, some by scans of their own, the others by one that they share.
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
        if shared.count == 1, let slot = shared.first {
            unsafe answers[slot] = nearest(batch.query(slot), k[slot], filters[slot])
        } else if !shared.isEmpty {
            scanTogether(batch, shared, k, filters, into: &answers)
        }
        return answers
    }

    /// Whether so few blocks hold a row that passes that a scan of one's own, which skips the
    /// others, costs less than a share of a scan (measured: about 0.6 of a whole one).
    private func isSelective(_ filter: RowBitmap) -> Bool {
        filter.sixteens * 2 < vectors.rows.sixteens
    }

    /// Answers the queries at `slots` of the batch by one scan.
    private func scanTogether(
        _ batch: borrowing QueryBatch, _ slots: [Int], _ k: [Int], _ filters: [RowBitmap?],
        into answers: inout [[Neighbour]]
    ) {
        let scans = (slots.count + Self.queriesPerScan - 1) / Self.queriesPerScan
        let coded = CodedQueries(count: scans * Self.queriesPerScan, groups: codes.groups)
        for (place, slot) in slots.enumerated() {
            unsafe codes.encodeQuery(batch.query(slot), into: coded, at: place)
        }
        let selections = SharedSelections(
            wanted: slots.map { candidateCount(k[$0]) }, filters: slots.map { filters[$0] },
            of: count, kernels: codes.kernels)
        codes.scan(coded, rows: vectors.rows, into: selections)
        for (candidates, slot) in zip(selections.candidates, slots) {
            let query = unsafe batch.query(slot)
            if candidates.isShort {
                unsafe answers[slot] = nearest(query, k[slot], filters[slot])
            } else {
                unsafe answers[slot] = best(k[slot], of: candidates, for: query)
            }
        }
    }

    /// The nearest rows of one query of length 1.
    private func nearest(
        _ query: UnsafePointer<Float>, _ k: Int, _ filter: borrowing RowBitmap?
    ) -> [Neighbour] {
        let coded = CodedQueries(count: 1, groups: codes.groups)
        unsafe codes.encodeQuery(query, into: coded, at: 0)
        let candidates = Candidates(
            k: candidateCount(k), of: eligibleCount(filter), kernels: codes.kernels)
        codes.scan(coded, rows: vectors.rows, filter: filter, into: candidates)
        if candidates.isShort {
            candidates.restart()
            codes.scan(coded, rows: vectors.rows, filter: filter, into: candidates)
        }
        return unsafe best(k, of: candidates, for: query)
    }

    /// How many rows pass the filter, at most.
    private func eligibleCount(_ filter: borrowing RowBitmap?) -> Int {
        switch filter {
        case .none: count
        case .some(let filter): filter.count
        }
    }

    /// The best of the candidates in full precision.
    private func best(
        _ k: Int, of candidates: Candidates, for query: UnsafePointer<Float>
    ) -> [Neighbour] {
        candidates.finish()
        var top = TopK(k: min(k, count))
        unsafe vectors.rescore(candidates, query, into: &top)
        return top.sorted()
    }

    /// Candidates that are compared again for `k` hits.
    private func candidateCount(_ k: Int) -> Int {
        let (wanted, overflow) = k.multipliedReportingOverflow(by: candidatesPerHit)
        return k == 0 ? 0 : min(overflow ? count : max(rerank, wanted), count)
    }
}
