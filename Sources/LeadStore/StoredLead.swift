public import Leads
public import Schema

/// A lead as it is stored.
public struct StoredLead: Sendable {
    /// Its id.
    public var id: LeadID
    /// The lead itself.
    public var lead: EnrichedLead
    /// When it was stored.
    public var createdAt: Timestamp
    /// The score it got, 0…1.
    public var score: Float?
    /// The route it went to.
    public var route: RouteID?
    /// What became of it.
    public var outcome: Outcome?
    /// When that was reported.
    public var outcomeAt: Timestamp?
    /// Why it got its score and route.
    public var decision: Decision
    /// Whether its vector is still to be made, so that no search finds it yet.
    public var isPending: Bool

    /// Makes the value of its parts.
    public init(
        id: LeadID, lead: EnrichedLead, createdAt: Timestamp, score: Float?, route: RouteID?,
        outcome: Outcome?, outcomeAt: Timestamp?, decision: Decision, isPending: Bool = false
    ) {
        self.isPending = isPending
        self.id = id
        self.lead = lead
        self.createdAt = createdAt
        self.score = score
        self.route = route
        self.outcome = outcome
        self.outcomeAt = outcomeAt
        self.decision = decision
    }
}

/// What an acknowledgement tells of a lead.
public struct LeadSummary: Sendable, Equatable {
    /// Its id.
    public var id: LeadID
    /// Its normalised e-mail address.
    public var email: String
    /// The name of the route it went to.
    public var route: String?
    /// The score it got, 0…1.
    public var score: Float?
    /// Whether its vector is still to be made: it was routed without, and no search finds it yet.
    public var isPending: Bool

    /// Makes the summary of its parts.
    public init(
        id: LeadID, email: String, route: String?, score: Float?, isPending: Bool = false
    ) {
        self.isPending = isPending
        self.id = id
        self.email = email
        self.route = route
        self.score = score
    }
}
