import LeadIndex
public import LeadStore
public import Logging
import Similarity

/// Finds the leads nearest to a vector, by the index in memory or by PostgreSQL.
public final class LeadSearch: Sendable {
    /// What is measured of HNSW searches.
    public let recall: RecallGauge
    let store: LeadStore
    let effort: Int
    let costs: SearchCosts
    let indexStates: IndexStates
    let shares: FilterShares

    /// Makes the search over a store.
    ///
    /// - Parameters:
    ///   - store: Where the vectors are kept.
    ///   - effort: How many candidates an HNSW search keeps (`hnsw.ef_search`), 1…1000.
    ///   - sampled: How many of 1,000 HNSW searches are repeated exactly, 0…1000.
    ///   - logger: Where trouble with these is told.
    public init(store: LeadStore, effort: Int = 100, sampled: Int = 10, logger: Logger) {
        self.store = store
        self.effort = min(max(effort, 1), 1000)
        costs = SearchCosts()
        recall = RecallGauge(store: store, costs: costs, sampled: sampled, logger: logger)
        indexStates = IndexStates(store: store)
        shares = FilterShares(store: store)
    }

    /// The leads nearest to a vector, best first, ties by id.
    ///
    /// - Parameters:
    ///   - request: What is looked for.
    ///   - scope: The vectors that are searched.
    /// - Returns: The hits; fewer than asked for only when fewer leads match.
    /// - Throws: ``SearchError`` when the engine asked for can't serve, `SimilarityError` for a
    ///   vector of the wrong length, of zeros or not finite, `PostgresError`.
    public func search(
        _ request: SearchRequest, in scope: SearchScope
    ) async throws -> SearchAnswer {
        switch request.engine {
        case .simd:
            try check(request, scope.state)
            return try await searchMemory(request, scope)
        case .pgvector: break
        case .auto:
            guard servesFromMemory(request, scope) else { break }
            do {
                return try await searchMemory(request, scope)
            } catch let error as SimilarityError where error.code == .outOfMemory {
                // The index has just outgrown its budget.
                break
            }
        }
        return try await searchDatabase(request, scope.generation)
    }

    private func check(_ request: SearchRequest, _ state: IndexState) throws(SearchError) {
        switch state {
        case .ready: break
        case .loading:
            throw SearchError(
                .indexLoading,
                "The index in memory is being loaded: try again later, or leave engine at auto.")
        case .overBudget:
            throw SearchError(
                .indexTooLarge,
                "The vectors do not fit in the index's memory: use engine auto or pgvector.")
        }
        if let after = request.after, after.depth + request.limit > SearchPosition.mostInMemory {
            throw SearchError(
                .tooDeep,
                "The index in memory pages through \(SearchPosition.mostInMemory) hits: go on "
                    + "with engine auto or pgvector.")
        }
    }

    /// Whether the index in memory can serve: it then costs less than PostgreSQL at every size and
    /// filter that was measured (Documentation/Performance.md).
    private func servesFromMemory(_ request: SearchRequest, _ scope: SearchScope) -> Bool {
        let depth = (request.after?.depth ?? 0) + request.limit
        return scope.state == .ready && depth <= SearchPosition.mostInMemory
    }
}
