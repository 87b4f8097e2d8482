import LeadStore
import Leads
import Routing

/// A lead that is enriched and embedded and waits to be decided and stored.
///
/// A class, as it is handed from stage to stage: a copy of a lead would count twenty references.
final class Draft: Sendable {
    let id: LeadID
    /// Whether the id was made for this call rather than given by its sender.
    let hasFreshID: Bool
    let workspace: WorkspaceID
    let lead: EnrichedLead
    /// Its vector by the model of `serving`; nil when its text gave none, or none yet.
    let vector: [Float]?
    /// Whether its vector is still to be made.
    let isPending: Bool
    /// The generation that it was embedded for, and the routes as they were then.
    let serving: Serving
    let routing: RoutingTable

    convenience init(
        id: LeadID?, workspace: WorkspaceID, lead: EnrichedLead, vector: [Float]?,
        serving: Serving, routing: RoutingTable
    ) {
        self.init(
            id: id ?? .make(), hasFreshID: id == nil, workspace: workspace, lead: lead,
            vector: vector, isPending: false, serving: serving, routing: routing)
    }

    init(
        id: LeadID, hasFreshID: Bool, workspace: WorkspaceID, lead: EnrichedLead, vector: [Float]?,
        isPending: Bool, serving: Serving, routing: RoutingTable
    ) {
        self.id = id
        self.hasFreshID = hasFreshID
        self.workspace = workspace
        self.lead = lead
        self.vector = vector
        self.isPending = isPending
        self.serving = serving
        self.routing = routing
    }

    /// Why it gets its score and its route.
    func decision(_ score: ScoreBasis) throws -> Decision {
        if isPending { return routing.decidePending() }
        if vector != nil, !routing.isComplete { return routing.decidePending(score: score) }
        return try routing.decide(lead, vector: vector, score: score)
    }

    /// The lead as it is stored.
    func decided(_ decision: Decision) -> NewLead {
        NewLead(
            id: id, workspace: workspace, lead: lead, vector: vector,
            generation: serving.generation.id, decision: decision)
    }

    /// The acknowledgement of what was stored.
    func receipt(_ outcome: LeadWriter.Outcome, for new: NewLead) throws(StoreError) -> Receipt {
        switch outcome {
        case .stored:
            return Receipt(summary: new.summary, isNew: true)
        case .duplicate(let first):
            // A lead with a fresh id that is there already was stored by a batch whose answer was
            // lost: it is new to its sender.
            return Receipt(summary: first, isNew: hasFreshID && first.id == id)
        case .failed(let error):
            throw error
        }
    }
}
