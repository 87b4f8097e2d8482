public import Leads

/// A lead that is ready to be stored, with its vector and decision.
///
/// A class, as it is handed from stage to stage: a copy of a lead would count twenty references.
public final class NewLead: Sendable {
    /// The id it will have.
    public let id: LeadID
    /// The workspace it belongs to.
    public let workspace: WorkspaceID
    /// The lead, enriched.
    public let lead: EnrichedLead
    /// Its vector; nil when its text gave none.
    public let vector: [Float]?
    /// The generation of the vector.
    public let generation: Int32
    /// Why it got its score and route.
    public let decision: Decision

    /// Makes it of its parts.
    public init(
        id: LeadID, workspace: WorkspaceID, lead: EnrichedLead, vector: [Float]?,
        generation: Int32, decision: Decision
    ) {
        self.id = id
        self.workspace = workspace
        self.lead = lead
        self.vector = vector
        self.generation = generation
        self.decision = decision
    }

    /// What its acknowledgement tells.
    public var summary: LeadSummary {
        LeadSummary(
            id: id, email: lead.email, route: decision.route?.name, score: decision.score.value,
            isPending: decision.score.absence == .pendingEmbedding)
    }

    /// The order in which leads of the same external id are stored by all batches.
    func stands(before other: NewLead) -> Bool {
        guard let own = lead.externalID else { return false }
        guard let others = other.lead.externalID else { return true }
        // By their bytes: what Swift takes for the same text are two keys to the database.
        return own.utf8.elementsEqual(others.utf8)
            ? (lead.source ?? "").utf8.lexicographicallyPrecedes((other.lead.source ?? "").utf8)
            : own.utf8.lexicographicallyPrecedes(others.utf8)
    }
}
