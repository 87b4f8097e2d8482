import LeadIndex
import LeadStore
import Leads
import Similarity

extension LeadSearch {
    /// Searches in PostgreSQL, by the HNSW index when it can serve and is expected to cost less.
    func searchDatabase(
        _ request: SearchRequest, _ generation: Generation
    ) async throws -> SearchAnswer {
        var request = request
        guard request.vector.count == generation.dimensions else {
            throw SimilarityError(
                code: .wrongDimensions,
                message: "expected \(generation.dimensions) dimensions, got "
                    + "\(request.vector.count)")
        }
        request.vector = try normalised(request.vector.span)
        // Behind a position only a comparison with all tells what comes next.
        guard request.after == nil else {
            return try await scan(request, generation, .none)
        }
        let index = try await indexStates.state(of: generation)
        guard index.isValid else {
            return try await scan(request, generation, request.filter.isEmpty ? .none : .broad)
        }
        let share = try await shares.share(of: request.filter, request.workspace, index)
        let filter = request.filter.isEmpty ? .none : FilterClass(share: share)
        // A graph that was found to miss hits, as of leads that are nearly the same, is not asked.
        guard costs.prefersGraph(filter, rows: index.rows, share: share),
            !recall.isPoor(filter)
        else {
            return try await scan(request, generation, filter)
        }
        return try await walk(request, index, filter)
    }

    /// Searches by the HNSW index, and finishes exactly when it finds too few.
    func walk(
        _ request: SearchRequest, _ index: VectorIndexState, _ filter: FilterClass
    ) async throws -> SearchAnswer {
        // Halves put neighbours in a slightly other order than full precision does.
        let query = Self.query(request, limit: request.limit + max(10, request.limit / 2))
        let found = try await store.nearestByIndex(
            query, index: index, effort: max(effort, min(1000, query.limit)))
        costs.note(found.duration, .graph, filter)
        let candidates = found.candidates
        guard candidates.count > request.limit else {
            recall.noteFinished(filter)
            return try await scan(request, index.generation, filter)
        }
        let ranked = try HitRanking(query: request.vector).hits(candidates)
        let hits = Array(ranked.prefix(request.limit))
        recall.offer(
            RecallSample(
                query: Self.query(request, limit: request.limit), hits: hits, filterClass: filter,
                generation: index.generation))
        return SearchAnswer(
            hits: hits, engine: .pgvector, isExact: false,
            next: Self.position(behind: hits, 0))
    }

    /// Compares the query with every vector that passes the filter.
    ///
    /// PostgreSQL's order and the exact one differ by rounding: candidates are fetched until none
    /// that is missing could be rounded into the page.
    func scan(
        _ request: SearchRequest, _ generation: Generation, _ filter: FilterClass
    ) async throws -> SearchAnswer {
        var extra = 10
        while true {
            let query = Self.query(request, limit: request.limit + extra)
            let found = try await store.nearestExactly(query, generation: generation)
            if request.after == nil { costs.note(found.duration, .scan, filter) }
            let candidates = found.candidates
            let ranked = try HitRanking(query: request.vector).hits(candidates)
            let isAll = candidates.count < query.limit
            let page = Self.page(of: ranked, request)
            let isSettled = isAll || Self.isSettled(page.hits, ranked, request.limit)
            guard isSettled || extra > 20_000 else {
                extra *= 8
                continue
            }
            let depth = request.after?.depth ?? 0
            return SearchAnswer(
                hits: page.hits, engine: .pgvector, isExact: isSettled,
                next: page.end < ranked.count || !isAll
                    ? Self.position(behind: page.hits, depth) : nil)
        }
    }

    private static func isSettled(_ page: [LeadHit], _ ranked: [LeadHit], _ limit: Int) -> Bool {
        guard page.count == limit, let end = page.last, let last = ranked.last else { return false }
        return end.similarity - last.similarity > HitRanking.tolerance
    }

    private static func query(_ request: SearchRequest, limit: Int) -> CandidateQuery {
        CandidateQuery(
            vector: request.vector, limit: limit, filter: request.filter,
            workspace: request.workspace, excluded: request.excluded,
            maximum: request.after.map { $0.similarity + HitRanking.tolerance })
    }
}
