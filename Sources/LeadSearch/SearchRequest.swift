public import LeadIndex
public import LeadStore
public import Leads

/// One search: what is looked for and where.
public struct SearchRequest: Sendable {
    /// The query, of the generation's dimensions; its length need not be 1.
    public var vector: [Float]
    /// How many hits at most, at least 1.
    public var limit: Int
    /// What the hits must fulfil.
    public var filter: LeadFilter
    /// The workspace that is searched.
    public var workspace: WorkspaceID
    /// A lead that is left out, usually the one the vector came from.
    public var excluded: LeadID?
    /// The engine that is asked for.
    public var engine: SearchEngine
    /// Where an earlier answer ended; nil begins at the best.
    public var after: SearchPosition?

    /// Makes a search of its parts.
    public init(
        vector: [Float], limit: Int, filter: LeadFilter = LeadFilter(), workspace: WorkspaceID,
        excluded: LeadID? = nil, engine: SearchEngine = .auto, after: SearchPosition? = nil
    ) {
        self.vector = vector
        self.limit = limit
        self.filter = filter
        self.workspace = workspace
        self.excluded = excluded
        self.engine = engine
        self.after = after
    }
}

/// The vectors that are searched: a generation, and its index as far as it is in memory.
public struct SearchScope: Sendable {
    /// The generation.
    public let generation: Generation
    /// Its vectors in memory.
    public let index: LeadIndex
    /// Whether the index answers.
    public let state: IndexState

    /// Names what is searched.
    public init(generation: Generation, index: LeadIndex, state: IndexState) {
        self.generation = generation
        self.index = index
        self.state = state
    }
}
