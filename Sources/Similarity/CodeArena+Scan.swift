extension CodeArena {
    /// Queries that share one reading of the codes.
    static let queriesPerScan = 4

    /// Shows every eligible row, in ascending order, with a number that grows with its similarity.
    func scan(
        _ query: borrowing CodedQueries, rows: borrowing RowBitmap, filter: borrowing RowBitmap?,
        into candidates: inout Candidates
    ) {
        let scores = FloatScratch(count: Strip.rows)
        var strip = Strip()
        while strip.advance(through: rows, filter: filter) {
            unsafe score(query, strip, scores.start)
            unsafe candidates.offer(scores.start, strip.eligible, strip)
        }
    }

    /// As ``scan(_:rows:filter:into:)`` for four queries at once, each with its own filter.
    func scan4(
        _ queries: borrowing CodedQueries, rows: borrowing RowBitmap,
        into four: inout FourCandidates
    ) {
        let scores = FloatScratch(count: Self.queriesPerScan * Strip.rows)
        var strip = Strip()
        let union = four.union
        while strip.advance(through: rows, filter: union) {
            unsafe kernels.scanCodes4(
                block(of: strip.firstRow), strip.rowCount / Self.rowsPerBlock, groups,
                queries.words, queries.biases, scores.start, Strip.rows)
            unsafe four.offer(scores.start, strip)
        }
    }

    /// Writes the scores of the strip's blocks that hold an eligible row.
    private func score(
        _ query: borrowing CodedQueries, _ strip: borrowing Strip,
        _ scores: UnsafeMutablePointer<Float>
    ) {
        let base = unsafe block(of: strip.firstRow)
        let words = unsafe query.words
        let bias = unsafe query.biases[0]
        let blocks = strip.rowCount / Self.rowsPerBlock
        let wanted = strip.blocksWithRows(of: Self.rowsPerBlock)
        // One linear stream beats skipping a block here and there.
        if wanted.nonzeroBitCount * 3 > blocks * 2 {
            return unsafe kernels.scanCodes(base, blocks, groups, words, bias, scores)
        }
        var left = wanted
        while left != 0 {
            let block = left.trailingZeroBitCount
            left &= left - 1
            let address = unsafe base + block * bytesPerBlock
            unsafe kernels.scanCodes(
                address, 1, groups, words, bias, scores + block * Self.rowsPerBlock)
        }
    }
}
