public import Leads

/// What the index in memory keeps of a lead: its vector and the fields that searches filter by.
public struct IndexedLead: Sendable {
    /// The lead.
    public var id: LeadID
    /// The workspace it belongs to.
    public var workspace: WorkspaceID
    /// Its vector by the active model, of unit length.
    public var vector: [Float]
    /// ISO 3166 alpha-2, upper case.
    public var country: String?
    /// 0…10.
    public var revenueTier: Int32
    /// The company's industry.
    public var industry: String?
    /// Where the lead came from.
    public var source: String?
    /// Its tags.
    public var tags: [String]
    /// The route it went to.
    public var route: RouteID?
    /// What became of it.
    public var outcome: Outcome?
    /// When the outcome was reported, in microseconds since 1970; 0 without an outcome.
    public var outcomeAt: Int64
    /// When the lead was stored, in microseconds since 1970.
    public var createdAt: Int64
    /// The transaction that wrote the lead last (`xid8`).
    public var transaction: UInt64

    /// Makes the entry of its parts.
    public init(
        id: LeadID, workspace: WorkspaceID, vector: [Float], country: String?,
        revenueTier: Int32, industry: String?, source: String?, tags: [String], route: RouteID?,
        outcome: Outcome?, outcomeAt: Int64, createdAt: Int64, transaction: UInt64
    ) {
        self.id = id
        self.workspace = workspace
        self.vector = vector
        self.country = country
        self.revenueTier = revenueTier
        self.industry = industry
        self.source = source
        self.tags = tags
        self.route = route
        self.outcome = outcome
        self.outcomeAt = outcomeAt
        self.createdAt = createdAt
        self.transaction = transaction
    }
}
