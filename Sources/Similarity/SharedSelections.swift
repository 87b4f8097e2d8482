/// The selections of the queries that share a scan of the codes, each with its own filter.
@safe struct SharedSelections: ~Copyable {
    /// A selection a query, in the order of the queries.
    let candidates: [Candidates]
    /// The rows that a query may be shown; nil for all.
    private let filters: [RowBitmap?]
    /// The rows that any of them may be shown; nil for all.
    let union: RowBitmap?
    private let eligible: UnsafeMutablePointer<UInt64>

    /// Makes empty selections of so many rows each, out of `total` rows.
    init(wanted: [Int], filters: [RowBitmap?], of total: Int, kernels: Kernels) {
        candidates = zip(wanted, filters).map { wanted, filter in
            Candidates(k: wanted, of: filter.map(\.count) ?? total, kernels: kernels)
        }
        self.filters = filters
        union = filters.contains { $0 == nil } ? nil : Self.union(filters)
        unsafe eligible = .allocate(capacity: Strip.rows / 64)
    }

    deinit { unsafe eligible.deallocate() }

    /// Shows four queries, or as many as are left, the rows of a strip; their scores lie a strip
    /// apart.
    func offer(_ scores: UnsafePointer<Float>, toFourFrom first: Int, _ strip: borrowing Strip) {
        let last = min(first + CodeArena.queriesPerScan, candidates.count)
        for place in first..<last {
            unsafe candidates[place].offer(
                scores + (place - first) * Strip.rows, rows(place, strip), strip)
        }
    }

    /// One bit for each row of the strip that the query at a place may be shown.
    private func rows(_ place: Int, _ strip: borrowing Strip) -> UnsafePointer<UInt64> {
        guard let filter = filters[place] else {
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
