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
        if filter.map({ $0.count * 8 < count }) ?? false {
            // Few rows: a scan for one query skips blocks, which pays more than sharing the scan.
            return (0..<batch.count).map { unsafe nearest(batch.query($0), k, filter) }
        }
        let tile = CodeArena.queriesPerScan
        let eligible = eligibleCount(filter)
        var answers: [[Neighbour]] = []
        answers.reserveCapacity(batch.count)
        for first in stride(from: 0, to: batch.count, by: tile) {
            let size = min(tile, batch.count - first)
            let coded = CodedQueries(count: tile, groups: codes.groups)
            for slot in 0..<size {
                unsafe codes.encodeQuery(batch.query(first + slot), into: coded, at: slot)
            }
            var four = FourCandidates(
                k: candidateCount(k), of: eligible, queries: size, kernels: codes.kernels)
            codes.scan4(coded, rows: vectors.rows, filter: filter, into: &four)
            four.finish()
            for slot in 0..<size {
                let query = unsafe batch.query(first + slot)
                switch slot {
                case 0: unsafe answers.append(best(k, of: four.first, for: query, filter))
                case 1: unsafe answers.append(best(k, of: four.second, for: query, filter))
                case 2: unsafe answers.append(best(k, of: four.third, for: query, filter))
                default: unsafe answers.append(best(k, of: four.fourth, for: query, filter))
                }
            }
        }
        return answers
    }

    /// The nearest rows of one query of length 1.
    private func nearest(
        _ query: UnsafePointer<Float>, _ k: Int, _ filter: borrowing RowBitmap?
    ) -> [Neighbour] {
        let coded = CodedQueries(count: 1, groups: codes.groups)
        unsafe codes.encodeQuery(query, into: coded, at: 0)
        var candidates = Candidates(
            k: candidateCount(k), of: eligibleCount(filter), kernels: codes.kernels)
        codes.scan(coded, rows: vectors.rows, filter: filter, into: &candidates)
        if candidates.isShort {
            candidates.restart()
            codes.scan(coded, rows: vectors.rows, filter: filter, into: &candidates)
        }
        candidates.finish()
        return unsafe rescored(candidates, k, query)
    }

    /// The best of the candidates that a shared scan left.
    private func best(
        _ k: Int, of candidates: borrowing Candidates, for query: UnsafePointer<Float>,
        _ filter: borrowing RowBitmap?
    ) -> [Neighbour] {
        if candidates.isShort { return unsafe nearest(query, k, filter) }
        return unsafe rescored(candidates, k, query)
    }

    /// The best of the candidates in full precision.
    private func rescored(
        _ candidates: borrowing Candidates, _ k: Int, _ query: UnsafePointer<Float>
    ) -> [Neighbour] {
        var top = TopK(k: min(k, count))
        unsafe vectors.rescore(candidates, query, into: &top)
        return top.sorted()
    }

    /// How many rows pass the filter, at most.
    private func eligibleCount(_ filter: borrowing RowBitmap?) -> Int {
        switch filter {
        case .none: count
        case .some(let filter): filter.count
        }
    }

    /// Candidates that are compared again for `k` hits.
    private func candidateCount(_ k: Int) -> Int {
        let (wanted, overflow) = k.multipliedReportingOverflow(by: candidatesPerHit)
        return k == 0 ? 0 : min(overflow ? count : max(rerank, wanted), count)
    }
}
