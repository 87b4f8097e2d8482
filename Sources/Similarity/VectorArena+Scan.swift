extension VectorArena {
    /// Checks a query and returns it scaled to length 1, padded with zeros to `stride`.
    func normalisedQuery(_ query: Span<Float>, k: Int) throws(SimilarityError) -> FloatScratch {
        guard k >= 0 else {
            throw SimilarityError(code: .invalidArgument, message: "k must be 0 or more, got \(k)")
        }
        let scratch = FloatScratch(count: stride)
        unsafe try normalise(query, dimensions: dimensions, into: scratch.start, kernels: kernels)
        return scratch
    }

    /// Offers every eligible row, in ascending order, with its inner product with the query.
    func scan(_ query: UnsafePointer<Float>, filter: RowBitmap?, into top: inout TopK) {
        let scores = FloatScratch(count: Strip.rows)
        var strip = Strip()
        while strip.advance(through: rows, filter: filter) {
            unsafe score(query, strip, scores.start)
            unsafe top.offer(scores: scores.start, strip: strip, kernels: kernels)
        }
    }

    /// Offers the candidates with their inner products with the query.
    func rescore(
        _ candidates: Candidates, _ query: UnsafePointer<Float>, into top: inout TopK
    ) {
        // The rows lie anywhere in memory: each is asked for while others are compared.
        let ahead = 6
        for index in 0..<candidates.count {
            if index + ahead < candidates.count {
                unsafe kernels.prefetch(address(candidates.row(index + ahead)), 4 * stride)
            }
            let row = candidates.row(index)
            top.offer(row: row, similarity: unsafe kernels.dotF32(query, address(row), stride))
        }
    }

    /// Writes the inner products of rows with the query.
    func score(
        _ rows: UnsafePointer<UInt32>, _ count: Int, _ query: UnsafePointer<Float>,
        _ scores: UnsafeMutablePointer<Float>
    ) {
        // The rows lie anywhere in memory: each is asked for while others are compared.
        let ahead = 6
        for index in 0..<count {
            if index + ahead < count {
                unsafe kernels.prefetch(address(rows[index + ahead]), 4 * stride)
            }
            unsafe scores[index] = unsafe kernels.dotF32(query, address(rows[index]), stride)
        }
    }

    /// Writes the scores of the strip: of all its rows, or of the eligible if they are few.
    private func score(
        _ query: UnsafePointer<Float>, _ strip: borrowing Strip,
        _ scores: UnsafeMutablePointer<Float>
    ) {
        let base = unsafe address(UInt32(strip.firstRow))
        if strip.eligibleCount * 2 > strip.rowCount {
            return unsafe kernels.dotRowsF32(query, base, stride, stride, strip.rowCount, scores)
        }
        for word in Swift.stride(from: 0, to: strip.rowCount, by: 64) {
            var left = strip.bits(at: word, count: 64)
            while left != 0 {
                let row = word + left.trailingZeroBitCount
                unsafe scores[row] = unsafe kernels.dotF32(query, base + row * stride, stride)
                left &= left - 1
            }
        }
    }
}
