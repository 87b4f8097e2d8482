extension VectorArena {
    /// Rows that are scored before the scores are looked at: 512 scores stay in the first cache.
    private static let wordsPerStrip = 8

    /// Checks a query and returns it scaled to length 1, padded with zeros to `stride`.
    func normalisedQuery(_ query: Span<Float>, k: Int) throws(SimilarityError) -> FloatScratch {
        guard k >= 0 else {
            throw SimilarityError(code: .invalidArgument, message: "k must be 0 or more, got \(k)")
        }
        let scratch = FloatScratch(count: stride)
        unsafe try normalise(query, dimensions: dimensions, into: scratch.start, kernels: kernels)
        return scratch
    }

    /// The rows of one word that hold a vector and pass the filter.
    func eligible(_ word: Int, _ filter: borrowing RowBitmap?) -> UInt64 {
        switch filter {
        case .none: rows.word(word)
        case .some(let filter): rows.word(word) & filter.word(word)
        }
    }

    /// Offers every eligible row, in ascending order, with its inner product with the query.
    func scan(_ query: UnsafePointer<Float>, filter: RowBitmap?, into top: inout TopK) {
        let words = (rowLimit + 63) / 64
        let scores = FloatScratch(count: 64 * Self.wordsPerStrip)
        var word = 0
        while word < words {
            let end = min(word + Self.wordsPerStrip, words)
            if (word..<end).allSatisfy({ eligible($0, filter) == .max }) {
                unsafe scan(query, word..<end, scores, into: &top)
            } else {
                for word in word..<end {
                    unsafe scan(query, word, eligible(word, filter), scores, into: &top)
                }
            }
            word = end
        }
    }

    /// Scores all rows of some words of one chunk.
    private func scan(
        _ query: UnsafePointer<Float>, _ words: Range<Int>, _ scores: borrowing FloatScratch,
        into top: inout TopK
    ) {
        let first = 64 * words.lowerBound
        let count = 64 * words.count
        unsafe kernels.dotRowsF32(
            query, address(UInt32(first)), stride, stride, count, scores.start)
        unsafe top.offer(scores: scores.start, count: count, firstRow: first, kernels: kernels)
    }

    /// Scores the eligible rows of one word.
    private func scan(
        _ query: UnsafePointer<Float>, _ word: Int, _ eligible: UInt64,
        _ scores: borrowing FloatScratch, into top: inout TopK
    ) {
        if eligible == .max {
            return unsafe scan(query, word..<word + 1, scores, into: &top)
        }
        var left = eligible
        while left != 0 {
            let row = UInt32(64 * word + left.trailingZeroBitCount)
            let similarity = unsafe kernels.dotF32(query, address(row), stride)
            top.offer(row: row, similarity: similarity)
            left &= left - 1
        }
    }
}
