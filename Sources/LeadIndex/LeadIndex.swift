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
    let storage: ReadWriteLock<IndexStorage>

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

    /// Takes a lead in, or replaces what is known of it, as it was just read from the table.
    ///
    /// Whoever reads leads and takes them in does so one reading after the other. Throws when the
    /// vector has the wrong length, is zero or not finite; the index then stays as it was.
    public func upsert(_ lead: IndexedLead) throws(SimilarityError) {
        try storage.write { (storage) throws(SimilarityError) in try storage.upsert(lead) }
    }

    /// Takes in a new lead that this process has just stored.
    ///
    /// Nothing happens when the change feed has told of it already, be it of a later state or of
    /// its end. Throws as ``upsert(_:)``.
    public func add(_ lead: IndexedLead) throws(SimilarityError) {
        try storage.write { (storage) throws(SimilarityError) in try storage.add(lead) }
    }

    /// How often the index has taken something in from the table; see ``upsert(_:unlessReadSince:)``.
    public var readings: Int { storage.read { $0.readings } }

    /// Takes in what was read from the table beside the change feed, unless that came in between.
    ///
    /// - Parameters:
    ///   - lead: The lead as it was read.
    ///   - mark: ``readings`` before it was read.
    /// - Returns: Whether it was taken in; if not, read again.
    /// - Throws: as ``upsert(_:)``.
    public func upsert(
        _ lead: IndexedLead, unlessReadSince mark: Int
    ) throws(SimilarityError) -> Bool {
        try storage.write { (storage) throws(SimilarityError) in
            guard storage.readings == mark else { return false }
            try storage.upsert(lead)
            return true
        }
    }

    /// Takes a lead out that the table no longer has; one that is not there is no error.
    public func remove(_ id: LeadID, workspace: WorkspaceID) throws(SimilarityError) {
        let key = LeadKey(workspace: workspace, id: id)
        try storage.write { (storage) throws(SimilarityError) in try storage.remove(key) }
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
}
