extension CodeArena {
    /// Queries that share one reading of the codes.
    static let queriesPerScan = 4

    /// Shows every eligible row, in ascending order, with a number that grows with its similarity.
    func scan(
        _ query: borrowing CodedQueries, rows: borrowing RowBitmap, filter: borrowing RowBitmap?,
        into candidates: Candidates
    ) {
        let scores = FloatScratch(count: Strip.rows)
        var strip = Strip()
        while strip.advance(through: rows, filter: filter) {
            unsafe score(query, strip, scores.start)
            unsafe candidates.offer(scores.start, strip.eligible, strip)
        }
    }

    /// As ``scan(_:rows:filter:into:)`` for many queries at once, each with its own filter.
    ///
    /// Every strip is scored for all queries before the next is read: it stays in the second cache.
    func scan(
        _ queries: borrowing CodedQueries, rows: borrowing RowBitmap,
        into selections: borrowing SharedSelections
    ) {
        let scores = FloatScratch(count: Self.queriesPerScan * Strip.rows)
        var strip = Strip()
        let union = selections.union
        while strip.advance(through: rows, filter: union) {
            let base = unsafe block(of: strip.firstRow)
            let blocks = strip.rowCount / Self.rowsPerBlock
            for first in stride(from: 0, to: queries.count, by: Self.queriesPerScan) {
                unsafe kernels.scanCodes4(
                    base, blocks, groups, queries.words + first * queries.wordsPerQuery,
                    queries.biases + first, scores.start, Strip.rows)
                unsafe selections.offer(scores.start, toFourFrom: first, strip)
            }
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
