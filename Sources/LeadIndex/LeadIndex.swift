public import LeadStore
public import Leads
public import Similarity
import Synchronization

/// The vectors of the active generation in memory: nearest leads, and nearest labelled leads.
///
/// It follows PostgreSQL: whoever commits a change applies it here, and a change that another
/// process made arrives by the change feed. Applying a change twice does nothing. All calls are
/// safe from any thread; searches run side by side.
public final class LeadIndex: Sendable {
    /// The length of every vector.
    public let dimensions: Int
    private let seed: UInt64
    private let storage: ReadWriteLock<IndexStorage>
    private let labelled = Mutex<[WorkspaceID: ReadWriteLock<LabelledLeads>]>([:])

    /// Makes an empty index.
    ///
    /// - Parameters:
    ///   - dimensions: The length of the vectors, 1…65,536.
    ///   - seed: Fixes the random rotation before quantisation; stored with the generation.
    /// - Throws: `SimilarityError` for dimensions out of range.
    public init(dimensions: Int, seed: UInt64) throws(SimilarityError) {
        self.dimensions = dimensions
        self.seed = seed
        storage = ReadWriteLock(try IndexStorage(dimensions: dimensions, seed: seed))
    }

    /// How many leads are in the index.
    public var count: Int { storage.read { $0.count } }

    /// The changes that the index has not taken in yet.
    public func missing(_ changes: [LeadChange]) -> [LeadChange] {
        storage.read { storage in changes.filter { !storage.isCurrent($0) } }
    }

    /// Adds a lead or replaces what is known of it.
    ///
    /// Throws when the vector has the wrong length, is zero or not finite; the index then stays
    /// as it was.
    public func upsert(_ lead: IndexedLead) throws(SimilarityError) {
        try storage.write { (storage) throws(SimilarityError) in try storage.upsert(lead) }
        if let outcome = lead.outcome {
            try labelledLeads(of: lead.workspace).write { (leads) throws(SimilarityError) in
                try leads.upsert(
                    lead.id, vector: lead.vector, outcome: outcome, at: lead.outcomeAt)
            }
        } else {
            try removeLabelled(lead.id, workspace: lead.workspace)
        }
    }

    /// Takes a lead out; one that is not there is no error.
    public func remove(_ id: LeadID, workspace: WorkspaceID) throws(SimilarityError) {
        let key = LeadKey(workspace: workspace, id: id)
        try storage.write { (storage) throws(SimilarityError) in try storage.remove(key) }
        try removeLabelled(id, workspace: workspace)
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
        guard let leads = labelled.withLock({ $0[workspace] }) else { return .none }
        return try leads.read { (leads) throws(SimilarityError) in
            try leads.evidence(vector, k: k)
        }
    }

    private func removeLabelled(
        _ id: LeadID, workspace: WorkspaceID
    ) throws(SimilarityError) {
        try labelled.withLock({ $0[workspace] })?.write { (leads) throws(SimilarityError) in
            try leads.remove(id)
        }
    }

    private func labelledLeads(
        of workspace: WorkspaceID
    ) throws(SimilarityError) -> ReadWriteLock<LabelledLeads> {
        if let known = labelled.withLock({ $0[workspace] }) { return known }
        let made = ReadWriteLock(try LabelledLeads(dimensions: dimensions, seed: seed))
        return labelled.withLock { all in
            if let known = all[workspace] { return known }
            all[workspace] = made
            return made
        }
    }
}
