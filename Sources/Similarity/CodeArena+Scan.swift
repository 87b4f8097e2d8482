extension CodeArena {
    /// Queries that share one reading of the codes.
    static let queriesPerScan = 4

    /// Offers every eligible row, in ascending order, with a number that grows with its similarity.
    func scan(
        _ query: borrowing CodedQueries, slot: Int, rows: RowBitmap, filter: RowBitmap?,
        into top: inout TopK
    ) {
        let scores = FloatScratch(count: Strip.rows)
        var strip = Strip()
        while strip.advance(through: rows, filter: filter) {
            unsafe score(query, slot, strip, scores.start)
            unsafe top.offer(scores: scores.start, strip: strip, kernels: kernels)
        }
    }

    /// As ``scan(_:slot:rows:filter:into:)`` for the four queries from `slot`, one `top` each.
    func scan4(
        _ queries: borrowing CodedQueries, slot: Int, rows: RowBitmap, filter: RowBitmap?,
        into tops: inout [TopK]
    ) {
        let scores = FloatScratch(count: Self.queriesPerScan * Strip.rows)
        var strip = Strip()
        let words = unsafe queries.words + slot * queries.wordsPerQuery
        while strip.advance(through: rows, filter: filter) {
            unsafe kernels.scanCodes4(
                block(of: strip.firstRow), strip.rowCount / Self.rowsPerBlock, groups, words,
                queries.biases + slot, scores.start, Strip.rows)
            for query in 0..<Self.queriesPerScan {
                let start = unsafe scores.start + query * Strip.rows
                unsafe tops[slot + query].offer(scores: start, strip: strip, kernels: kernels)
            }
        }
    }

    /// Writes the scores of the strip's blocks that hold an eligible row.
    private func score(
        _ query: borrowing CodedQueries, _ slot: Int, _ strip: borrowing Strip,
        _ scores: UnsafeMutablePointer<Float>
    ) {
        let base = unsafe block(of: strip.firstRow)
        let words = unsafe query.words + slot * query.wordsPerQuery
        let bias = unsafe query.biases[slot]
        let blocks = strip.rowCount / Self.rowsPerBlock
        if strip.eligibleCount * 4 > strip.rowCount {
            return unsafe kernels.scanCodes(base, blocks, groups, words, bias, scores)
        }
        for block in 0..<blocks {
            let row = block * Self.rowsPerBlock
            guard strip.bits(at: row, count: Self.rowsPerBlock) != 0 else { continue }
            let address = unsafe base + block * bytesPerBlock
            unsafe kernels.scanCodes(address, 1, groups, words, bias, scores + row)
        }
    }
}
