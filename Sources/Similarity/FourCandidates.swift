/// The selections of the queries, at most four, that share one scan of the codes.
@safe struct FourCandidates: ~Copyable {
    var first: Candidates
    var second: Candidates
    var third: Candidates
    var fourth: Candidates
    /// The rows that a query may be shown; nil for all.
    private let filters: [RowBitmap?]
    /// The rows that any of them may be shown; nil for all.
    let union: RowBitmap?
    private let eligible: UnsafeMutablePointer<UInt64>

    /// Makes empty selections of so many rows each; those past the last query keep nothing.
    init(wanted: [Int], filters: [RowBitmap?], kernels: Kernels) {
        func candidates(_ place: Int) -> Candidates {
            Candidates(k: place < wanted.count ? wanted[place] : 0, kernels: kernels)
        }
        first = candidates(0)
        second = candidates(1)
        third = candidates(2)
        fourth = candidates(3)
        self.filters = filters
        union = filters.contains { $0 == nil } ? nil : Self.union(filters)
        unsafe eligible = .allocate(capacity: Strip.rows / 64)
    }

    deinit { unsafe eligible.deallocate() }

    /// Shows each query the rows of a strip that it may be shown; its scores lie a strip apart.
    mutating func offer(_ scores: UnsafePointer<Float>, _ strip: borrowing Strip) {
        unsafe first.offer(scores, rows(0, strip), strip)
        unsafe second.offer(scores + Strip.rows, rows(1, strip), strip)
        unsafe third.offer(scores + 2 * Strip.rows, rows(2, strip), strip)
        unsafe fourth.offer(scores + 3 * Strip.rows, rows(3, strip), strip)
    }

    /// Leaves the `k` best of each and few more.
    mutating func finish() {
        first.finish()
        second.finish()
        third.finish()
        fourth.finish()
    }

    /// One bit for each row of the strip that the query at a place may be shown.
    private func rows(_ place: Int, _ strip: borrowing Strip) -> UnsafePointer<UInt64> {
        guard place < filters.count, let filter = filters[place] else {
            return unsafe UnsafePointer(strip.eligible)
        }
        for word in 0..<strip.rowCount / 64 {
            unsafe eligible[word] =
                unsafe strip.eligible[word] & filter.word(strip.firstRow / 64 + word)
        }
        return unsafe UnsafePointer(eligible)
    }

    private static func union(_ filters: [RowBitmap?]) -> RowBitmap? {
        var all = RowBitmap()
        for case .some(let filter) in filters { all.formUnion(filter) }
        return all
    }
}
