public import Leads

/// What is looked for in the vectors that the database holds.
public struct CandidateQuery: Sendable {
    /// The vector, of length 1 and of the generation's dimensions.
    public var vector: [Float]
    /// How many candidates are wanted.
    public var limit: Int
    /// What they must fulfil.
    public var filter: LeadFilter
    /// The workspace that is searched.
    public var workspace: WorkspaceID
    /// A lead that is left out.
    public var excluded: LeadID?
    /// The greatest similarity that is wanted; nil without a bound.
    public var maximum: Float?

    /// Makes the query of its parts.
    public init(
        vector: [Float], limit: Int, filter: LeadFilter, workspace: WorkspaceID,
        excluded: LeadID? = nil, maximum: Float? = nil
    ) {
        self.vector = vector
        self.limit = limit
        self.filter = filter
        self.workspace = workspace
        self.excluded = excluded
        self.maximum = maximum
    }
}

/// A lead that the database found, with its vector in full precision.
public struct VectorCandidate: Sendable {
    /// The lead.
    public let id: LeadID
    /// Its vector as it is stored.
    public let vector: [Float]
}

/// Candidates, and what it cost PostgreSQL to find them.
public struct CandidateList: Sendable {
    /// The candidates.
    public let candidates: [VectorCandidate]
    /// How long the database worked; waiting for a connection is not part of it.
    public let duration: Duration
}
