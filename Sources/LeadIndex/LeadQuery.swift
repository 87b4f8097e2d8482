public import Leads

/// What a search asks of the index.
public struct LeadQuery: Sendable {
    /// The vector whose neighbours are wanted; its length need not be 1.
    public var vector: [Float]
    /// How many hits at most.
    public var k: Int
    /// What the hits must fulfil.
    public var filter: LeadFilter
    /// The workspace to search.
    public var workspace: WorkspaceID
    /// A lead that is left out, usually the one the vector came from.
    public var excluded: LeadID?

    /// Makes a query of its parts.
    public init(
        vector: [Float], k: Int, filter: LeadFilter = LeadFilter(), workspace: WorkspaceID,
        excluding excluded: LeadID? = nil
    ) {
        self.vector = vector
        self.k = k
        self.filter = filter
        self.workspace = workspace
        self.excluded = excluded
    }

    /// One more, for the lead itself, which is its own nearest.
    var wanted: Int { excluded == nil || k == .max ? k : k + 1 }
}
