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

    /// Writes the inner products of rows, in ascending order, with the query.
    func score(
        _ rows: UnsafePointer<UInt32>, _ count: Int, _ query: UnsafePointer<Float>,
        _ scores: UnsafeMutablePointer<Float>
    ) {
        unsafe eachChunk(of: rows, count) { chunk, rows, count, start in
            let base = unsafe memory.chunks[chunk].assumingMemoryBound(to: Float.self)
            unsafe kernels.scoreRowsF32(
                query, base, stride, chunk * Self.rowsPerChunk, rows, count, scores + start)
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

/// Calls `body` with the rows of each chunk, of rows in ascending order, and where they start.
func eachChunk(
    of rows: UnsafePointer<UInt32>, _ count: Int,
    _ body: (_ chunk: Int, _ rows: UnsafePointer<UInt32>, _ count: Int, _ start: Int) -> Void
) {
    var start = 0
    while start < count {
        let chunk = unsafe Int(rows[start]) / VectorArena.rowsPerChunk
        let limit = (chunk + 1) * VectorArena.rowsPerChunk
        var end = count
        while unsafe Int(rows[end - 1]) >= limit { end -= 1 }
        unsafe body(chunk, rows + start, end - start, start)
        start = end
    }
}
