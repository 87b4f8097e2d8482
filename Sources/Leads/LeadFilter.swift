/// The conditions a hit must fulfil; all of those that are set.
public struct LeadFilter: Sendable, Hashable {
    /// ISO 3166 alpha-2, upper case.
    public var country: String?
    /// The least revenue tier, 0…10.
    public var minRevenueTier: Int32?
    /// The greatest revenue tier, 0…10.
    public var maxRevenueTier: Int32?
    /// The industry, without regard to case.
    public var industry: String?
    /// The source, without regard to case.
    public var source: String?
    /// Tags that the lead must all have, without regard to case.
    public var tags: [String]
    /// The route the lead went to.
    public var route: RouteID?
    /// What became of the lead.
    public var outcome: Outcome?
    /// Stored at or after this moment, microseconds since 1970.
    public var createdFrom: Int64?
    /// Stored before this moment, microseconds since 1970.
    public var createdBefore: Int64?

    /// Makes a filter of the given conditions; none lets every lead through.
    public init(
        country: String? = nil, minRevenueTier: Int32? = nil, maxRevenueTier: Int32? = nil,
        industry: String? = nil, source: String? = nil, tags: [String] = [],
        route: RouteID? = nil, outcome: Outcome? = nil, createdFrom: Int64? = nil,
        createdBefore: Int64? = nil
    ) {
        self.country = country
        self.minRevenueTier = minRevenueTier
        self.maxRevenueTier = maxRevenueTier
        self.industry = industry
        self.source = source
        self.tags = tags
        self.route = route
        self.outcome = outcome
        self.createdFrom = createdFrom
        self.createdBefore = createdBefore
    }

    /// Whether it lets every lead through.
    public var isEmpty: Bool { self == LeadFilter() }
}
