import Similarity

extension LeadIndex {
    /// The leads nearest to a query, best first; searches that wait together share a scan.
    ///
    /// The scan runs on a thread of its own, so that the caller's is free meanwhile. A search that
    /// is cancelled while it waits is not made.
    /// - Parameter query: What is asked.
    /// - Returns: The hits; fewer than `k` only when fewer leads match.
    /// - Throws: `SimilarityError` as ``search(_:k:filter:workspace:excluding:)``,
    ///   ``SearchOverload`` when too many searches wait, or `CancellationError`.
    public func nearest(_ query: LeadQuery) async throws -> [LeadHit] {
        try checkIsThere()
        try checkDirection(query.vector.span, dimensions: dimensions)
        guard query.k >= 0 else {
            throw SimilarityError(
                code: .invalidArgument, message: "k must be 0 or more, got \(query.k)")
        }
        return try await searches.answer(query, by: self)
    }
}
