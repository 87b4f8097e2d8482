import Embedding
import Enrichment
import LeadIndex
public import LeadStore
public import Leads
public import Logging
import Routing
import Synchronization

/// The main path of a lead: enrich, embed, score, route, store, index.
///
/// `serve`, `import`, webhooks and the bulk endpoint all go through ``receive(_:in:)``.
public final class Intake: Sendable {
    /// Where leads are kept.
    public let store: LeadStore
    /// Where trouble is told that no sender needs to hear of.
    public let logger: Logger
    private let lane: IngestLane
    private let current: Mutex<Serving>

    /// Makes the path over a store, a lane that is run by the caller, and what serves at first.
    public init(store: LeadStore, lane: IngestLane, serving: Serving, logger: Logger) {
        self.store = store
        self.lane = lane
        self.logger = logger
        current = Mutex(serving)
    }

    /// The generation that serves now.
    public var serving: Serving { current.withLock { $0 } }

    /// Lets another generation serve from now on.
    public func serve(_ serving: Serving) {
        current.withLock { $0 = serving }
    }

    /// Takes a lead in; returns after the commit that holds its row, vector and decision.
    ///
    /// - Parameters:
    ///   - payload: The lead as it was sent.
    ///   - workspace: The workspace it belongs to.
    ///   - id: The id it will have, so that the same lead again stores nothing twice; nil for a
    ///     new one.
    /// - Returns: The acknowledgement.
    /// - Throws: `EnrichmentError`, `StoreError`, or what the model throws.
    public func receive(
        _ payload: LeadPayload, in workspace: WorkspaceID, id: LeadID? = nil
    ) async throws -> Receipt {
        let lead = try Enrichment.enrich(payload)
        let serving = serving
        if serving.effort.isWorthRemembering {
            return try await receiveCostly(lead, in: workspace, id: id, serving)
        }
        let vector = try await serving.vector(of: lead)
        let score = try serving.score(vector, in: workspace)
        let decision = try serving.routing(of: workspace).decide(lead, vector: vector, score: score)
        let new = NewLead(
            id: id ?? .make(), workspace: workspace, lead: lead, vector: vector,
            generation: serving.generation.id, decision: decision)
        return try await keep(new, hasGivenID: id != nil, in: serving)
    }

    /// Stores a lead and takes it into the index; returns after the commit that holds it.
    func keep(_ new: NewLead, hasGivenID: Bool, in serving: Serving) async throws -> Receipt {
        switch try await lane.save(new) {
        case .stored(let transaction):
            index(new, transaction: transaction, in: serving)
            return Receipt(summary: new.summary, isNew: true)
        case .duplicate(let first):
            // A lead with a fresh id that is there already was stored by a batch whose answer was
            // lost: it is new to its sender. The index gets it by the change feed.
            return Receipt(summary: first, isNew: !hasGivenID && first.id == new.id)
        }
    }
}

extension Intake {
    /// Puts a lead that was just committed into the index: its sender may search for it at once.
    ///
    /// The lead is stored whatever happens here; the change feed brings it again.
    private func index(_ new: NewLead, transaction: UInt64, in serving: Serving) {
        guard let vector = new.vector else { return }
        let lead = IndexedLead(
            id: new.id, workspace: new.workspace, vector: vector, country: new.lead.country,
            revenueTier: new.lead.revenueTier, industry: new.lead.industry,
            source: new.lead.source, tags: new.lead.tags, route: new.decision.route?.id,
            outcome: nil, outcomeAt: 0, createdAt: SystemClock.microseconds,
            transaction: transaction)
        do {
            try serving.index.upsert(lead)
        } catch {
            logger.error(
                "A stored lead could not be indexed",
                metadata: ["lead": "\(new.id)", "error": "\(error)"])
        }
    }
}
