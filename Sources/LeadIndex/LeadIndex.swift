public import LeadStore
public import Leads
public import Similarity

/// The vectors of the active generation in memory: nearest leads, and nearest labelled leads.
///
/// It follows PostgreSQL: whoever commits a change applies it here, and a change that another
/// process made arrives by the change feed. Applying a change twice does nothing. All calls are
/// safe from any thread; searches run side by side.
public final class LeadIndex: Sendable {
    /// The length of every vector.
    public let dimensions: Int
    private let storage: ReadWriteLock<IndexStorage>

    /// Makes an empty index.
    ///
    /// - Parameters:
    ///   - dimensions: The length of the vectors, 1…65,536.
    ///   - seed: Fixes the random rotation before quantisation; stored with the generation.
    /// - Throws: `SimilarityError` for dimensions out of range.
    public init(dimensions: Int, seed: UInt64) throws(SimilarityError) {
        self.dimensions = dimensions
        storage = ReadWriteLock(try IndexStorage(dimensions: dimensions, seed: seed))
    }

    /// How many leads are in the index.
    public var count: Int { storage.read { $0.count } }

    /// The changes that the index has not taken in yet.
    public func missing(_ changes: [LeadChange]) -> [LeadChange] {
        storage.read { storage in changes.filter { !storage.isCurrent($0) } }
    }

    /// Adds a lead or replaces what is known of it; an older state than the known one is ignored.
    ///
    /// Throws when the vector has the wrong length, is zero or not finite; the index then stays
    /// as it was.
    public func upsert(_ lead: IndexedLead) throws(SimilarityError) {
        try storage.write { (storage) throws(SimilarityError) in try storage.upsert(lead) }
    }

    /// Takes a lead out; one that is not there is no error.
    ///
    /// - Parameters:
    ///   - id: The lead.
    ///   - workspace: Its workspace.
    ///   - transaction: The transaction that deleted it; a lead written later stays.
    /// - Throws: `SimilarityError`, never in practice.
    public func remove(
        _ id: LeadID, workspace: WorkspaceID, before transaction: UInt64 = .max
    ) throws(SimilarityError) {
        let key = LeadKey(workspace: workspace, id: id)
        try storage.write { (storage) throws(SimilarityError) in
            try storage.remove(key, before: transaction)
        }
    }

    /// Notes that leads have no vector, so that the feed does not ask for it again.
    public func noteVectorless(_ changes: some Sequence<LeadChange>) throws(SimilarityError) {
        try storage.write { (storage) throws(SimilarityError) in
            for change in changes { try storage.noteVectorless(change) }
        }
    }

    /// Forgets what was noted of leads without a vector below a position of the feed.
    public func forgetVectorless(below position: ChangePosition) {
        storage.write { $0.forgetVectorless(below: position.transaction) }
    }

    /// The `k` leads of a workspace nearest to a vector, best first, ties in a fixed order.
    ///
    /// - Parameters:
    ///   - vector: The query, of the index's dimensions; its length need not be 1.
    ///   - k: How many hits at most.
    ///   - filter: What the hits must fulfil.
    ///   - workspace: The workspace to search.
    ///   - excluded: A lead that is left out, usually the one the vector came from.
    /// - Returns: The hits; fewer than `k` only when fewer leads match.
    /// - Throws: `SimilarityError` for a query of another length, of zeros or not finite.
    /// - Complexity: One scan of 4-bit codes and an exact comparison of the best.
    public func search(
        _ vector: [Float], k: Int, filter: LeadFilter = LeadFilter(), workspace: WorkspaceID,
        excluding excluded: LeadID? = nil
    ) throws(SimilarityError) -> [LeadHit] {
        try storage.read { (storage) throws(SimilarityError) in
            try storage.search(
                vector, k: k, filter: filter, workspace: workspace, excluding: excluded)
        }
    }

    /// The vector of a lead, of unit length; nil when the lead is not in the index.
    public func vector(
        of id: LeadID, workspace: WorkspaceID
    ) throws(SimilarityError) -> [Float]? {
        let key = LeadKey(workspace: workspace, id: id)
        return try storage.read { (storage) throws(SimilarityError) in
            try storage.vector(of: key)
        }
    }

    /// The `k` leads with a known outcome nearest to a vector.
    ///
    /// - Complexity: As ``search(_:k:filter:workspace:excluding:)``, over 16,384 leads at most.
    public func evidence(
        for vector: [Float], k: Int, workspace: WorkspaceID
    ) throws(SimilarityError) -> Evidence {
        let labelled = storage.read { $0.labelledLeads(of: workspace) }
        guard let labelled else { return .none }
        return try labelled.read { (leads) throws(SimilarityError) in
            try leads.evidence(vector, k: k)
        }
    }

    /// As ``evidence(for:k:workspace:)`` for many vectors, in their order, from shared scans.
    public func evidence(
        forAll vectors: [[Float]], k: Int, workspace: WorkspaceID
    ) throws(SimilarityError) -> [Evidence] {
        let labelled = storage.read { $0.labelledLeads(of: workspace) }
        guard let labelled else { return vectors.map { _ in .none } }
        return try labelled.read { (leads) throws(SimilarityError) in
            try leads.evidence(forAll: vectors, k: k)
        }
    }

    /// As ``upsert(_:)`` for many leads under one lock; a lead that throws keeps those after it
    /// out.
    public func upsert(_ leads: [IndexedLead]) throws(SimilarityError) {
        try storage.write { (storage) throws(SimilarityError) in
            for lead in leads { try storage.upsert(lead) }
        }
    }
}
