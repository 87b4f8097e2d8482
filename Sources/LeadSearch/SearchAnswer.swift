public import LeadIndex

/// The hits of a search and how they were found.
public struct SearchAnswer: Sendable, Equatable {
    /// The hits, best first, ties by id.
    public let hits: [LeadHit]
    /// What found them.
    public let engine: ServingEngine
    /// Whether no other lead could have stood among them: every lead that passes the filter was
    /// compared in full precision.
    public let isExact: Bool
    /// Where to go on; nil when there is nothing more.
    public let next: SearchPosition?

    /// Makes the answer of its parts.
    public init(hits: [LeadHit], engine: ServingEngine, isExact: Bool, next: SearchPosition?) {
        self.hits = hits
        self.engine = engine
        self.isExact = isExact
        self.next = next
    }
}
