extension SketchedIndex {
    /// Queries that are searched for at once: their selections stay in the second cache.
    private static let queriesPerScan = 32

    /// The `k` rows nearest to a query by cosine similarity, best first, ties by lower row.
    ///
    /// As ``search(_:k:)-([[Float]],_)`` for one query.
    public func search(_ query: [Float], k: Int) throws(SimilarityError) -> [Neighbour] {
        try search([query], k: k).first ?? []
    }

    /// The `k` rows nearest to each query by cosine similarity, best first, ties by lower row.
    ///
    /// Of vectors of text nearly all of the nearest 25 are found, see Documentation/Decisions; all
    /// if there are no more than 1.6 · k. Fewer than `k` come back only if fewer are there. Throws as
    /// ``ExactIndex/search(_:k:filter:)``; one query that is refused refuses all.
    public func search(_ queries: [[Float]], k: Int) throws(SimilarityError) -> [[Neighbour]] {
        let batch = try vectors.normalisedBatch(queries, k: k)
        let k = min(k, count)
        guard k > 0 else { return queries.map { _ in [] } }
        var answers: [[Neighbour]] = []
        answers.reserveCapacity(queries.count)
        for first in stride(from: 0, to: queries.count, by: Self.queriesPerScan) {
            let last = min(first + Self.queriesPerScan, queries.count)
            append(to: &answers, k, batch, first..<last)
        }
        return answers
    }

    private func append(
        to answers: inout [[Neighbour]], _ k: Int, _ batch: borrowing QueryBatch,
        _ range: Range<Int>
    ) {
        let wanted = max(k, Self.leastHits)
        let sketched = SketchedQueries(batch, of: range, arena: sketches)
        let selections = range.map { _ in
            Candidates(
                k: min(wanted * Self.codesPerHit, count), of: count, kernels: sketches.kernels)
        }
        scan(sketched, into: selections)
        for (slot, query) in range.enumerated() {
            let candidates = selections[slot]
            candidates.finish()
            unsafe candidates.narrow(to: min(wanted * Self.vectorsPerFiveHits / 5, count)) {
                rows, count, scores in
                unsafe sketches.scoreCodes(of: rows, count, sketched, slot, scores)
            }
            let hits = unsafe candidates.best(k) { rows, count, scores in
                unsafe vectors.score(rows, count, batch.query(query), scores)
            }
            answers.append(hits)
        }
    }

    /// Shows all rows to all selections, and once more to those whose threshold was guessed too high.
    private func scan(_ queries: borrowing SketchedQueries, into selections: [Candidates]) {
        scan(queries, into: selections) { _ in true }
        guard selections.contains(where: \.isShort) else { return }
        let short = selections.map(\.isShort)
        for candidates in selections where candidates.isShort { candidates.restart() }
        scan(queries, into: selections) { short[$0] }
    }

    /// Scores every strip for all queries before the next is read: it stays in the first caches.
    private func scan(
        _ queries: borrowing SketchedQueries, into selections: [Candidates],
        where isWanted: (Int) -> Bool
    ) {
        defer { extendLifetime(selections) }
        let scores = FloatScratch(count: 4 * Strip.rows)
        // Taken from the array, references would be counted for every strip.
        let uncounted = unsafe selections.map { unsafe Unmanaged.passUnretained($0) }
        var strip = Strip()
        while strip.advance(through: vectors.rows, filter: nil) {
            let base = unsafe sketches.block(of: strip.firstRow)
            let blocks = strip.rowCount / SketchArena.rowsPerBlock
            for first in stride(from: 0, to: queries.count, by: 4) {
                let four = first..<min(first + 4, queries.count)
                guard four.contains(where: isWanted) else { continue }
                unsafe sketches.kernels.scanSketches4(
                    base, blocks, sketches.symbols, queries.tables + first * queries.tableBytes,
                    queries.sketchParameters.start + 2 * first, scores.start, Strip.rows)
                for slot in four where isWanted(slot) {
                    unsafe uncounted[slot]._withUnsafeGuaranteedRef {
                        unsafe $0.offer(
                            scores.start + (slot - first) * Strip.rows, strip.eligible, strip)
                    }
                }
            }
        }
    }
}

extension SketchArena {
    /// Writes the inner products of a query with rows, in ascending order, by their codes: less
    /// what is the same for all rows, so good for an order alone.
    fileprivate func scoreCodes(
        of rows: UnsafePointer<UInt32>, _ count: Int, _ queries: borrowing SketchedQueries,
        _ slot: Int, _ scores: UnsafeMutablePointer<Float>
    ) {
        unsafe eachChunk(of: rows, count) { chunk, rows, count, start in
            let (codes, factors) = unsafe codeChunk(chunk)
            unsafe kernels.scoreCodeRows(
                codes, factors, pieces, chunk * Self.rowsPerChunk, rows, count,
                queries.levels(slot), queries.codeParameters.start + 2 * slot, scores + start)
        }
    }
}
