public import Leads
public import Similarity

extension LeadIndex {
    /// The `k` leads of a workspace nearest to a vector, best first, ties in a fixed order.
    ///
    /// It searches on the caller's thread; see ``nearest(_:)`` for many searches at a time.
    /// - Parameters:
    ///   - vector: The query, of the index's dimensions; its length need not be 1.
    ///   - k: How many hits at most.
    ///   - filter: What the hits must fulfil.
    ///   - workspace: The workspace to search.
    ///   - excluded: A lead that is left out, usually the one the vector came from.
    /// - Returns: The hits; fewer than `k` only when fewer leads match.
    /// - Throws: `SimilarityError` for a query of another length, of zeros or not finite; with code
    ///   `outOfMemory` when the index holds nothing because it is over its budget.
    /// - Complexity: One scan of 4-bit codes and an exact comparison of the best.
    public func search(
        _ vector: [Float], k: Int, filter: LeadFilter = LeadFilter(), workspace: WorkspaceID,
        excluding excluded: LeadID? = nil
    ) throws(SimilarityError) -> [LeadHit] {
        try checkIsThere()
        return try reading { (storage) throws(SimilarityError) in
            try storage.search(
                LeadQuery(
                    vector: vector, k: k, filter: filter, workspace: workspace,
                    excluding: excluded))
        }
    }

    /// The answers to several queries, in their order, from shared scans.
    ///
    /// - Throws: As ``search(_:k:filter:workspace:excluding:)`` when one of the queries is wrong.
    public func search(_ queries: [LeadQuery]) throws(SimilarityError) -> [[LeadHit]] {
        try checkIsThere()
        return try reading { (storage) throws(SimilarityError) in try storage.search(queries) }
    }

    /// The vector of a lead, of unit length; nil when the lead is not in the index.
    public func vector(
        of id: LeadID, workspace: WorkspaceID
    ) throws(SimilarityError) -> [Float]? {
        let key = LeadKey(workspace: workspace, id: id)
        return try reading { (storage) throws(SimilarityError) in
            try storage.vector(of: key)
        }
    }

    /// The `k` leads with a known outcome nearest to a vector.
    ///
    /// - Complexity: As ``search(_:k:filter:workspace:excluding:)``, over 16,384 leads at most.
    public func evidence(
        for vector: [Float], k: Int, workspace: WorkspaceID
    ) throws(SimilarityError) -> Evidence {
        let labelled = labelled.leads(of: workspace)
        guard let labelled else { return .none }
        return try labelled.read { (leads) throws(SimilarityError) in
            try leads.evidence(vector, k: k)
        }
    }

    func checkIsThere() throws(SimilarityError) {
        guard case .overBudget(let needed, let budget) = state else { return }
        throw SimilarityError(
            code: .outOfMemory,
            message: """
                the index would need \(needed) bytes and may have \(budget): raise \
                LEADLINE_INDEX_MEMORY, or let PostgreSQL search
                """)
    }

    /// As ``evidence(for:k:workspace:)`` for many vectors, in their order, from one scan.
    public func evidence(
        forAll vectors: [[Float]], k: Int, workspace: WorkspaceID
    ) throws(SimilarityError) -> [Evidence] {
        let labelled = labelled.leads(of: workspace)
        guard let labelled else { return vectors.map { _ in .none } }
        return try labelled.read { (leads) throws(SimilarityError) in
            try leads.evidence(forAll: vectors, k: k)
        }
    }
}
