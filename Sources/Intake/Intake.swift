import Embedding
import Enrichment
public import LeadStore
public import Leads
public import Logging
import Synchronization

/// The main path of a lead: enrich, embed, score, route, store, index.
///
/// `serve`, `import`, webhooks and the bulk endpoint all go through ``receive(_:in:)``.
public final class Intake: Sendable {
    /// Where leads are kept.
    public let store: LeadStore
    /// Where trouble is told that no sender needs to hear of.
    public let logger: Logger
    let lane: IngestLane
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
        let serving = serving
        if serving.effort.isWorthRemembering {
            return try await withTaskExecutorPreference(globalConcurrentExecutor) {
                try await receiveCostly(payload, in: workspace, id: id, serving)
            }
        }
        return try await lane.save(try await draft(payload, in: workspace, id: id, serving))
    }

    /// Takes leads in that came together; the receipts stand in their order.
    ///
    /// Each lead fails by itself, with what ``receive(_:in:id:)`` throws.
    public func receive(
        all payloads: [LeadPayload], in workspace: WorkspaceID
    ) async -> [Result<Receipt, any Error>] {
        let serving = serving
        if serving.effort.isWorthRemembering {
            return await receiveCostly(all: payloads, in: workspace, serving)
        }
        guard !payloads.isEmpty else { return [] }
        let gathering = Gathering(count: payloads.count)
        // Not on the thread of the caller, which others wait for.
        await withTaskExecutorPreference(globalConcurrentExecutor) {
            var start = 0
            while start < payloads.count {
                let end = min(start + IngestLane.mostDecidedAtOnce, payloads.count)
                await receive(payloads, start..<end, in: workspace, serving, gathering)
                start = end
                await Task.yield()
            }
        }
        return await gathering.receipts
    }

    /// Takes some of the leads in that came together.
    private func receive(
        _ payloads: [LeadPayload], _ places: Range<Int>, in workspace: WorkspaceID,
        _ serving: Serving, _ gathering: Gathering
    ) async {
        var batch: [IngestLane.Waiting] = []
        batch.reserveCapacity(places.count)
        for place in places {
            do {
                let draft = try await draft(payloads[place], in: workspace, id: nil, serving)
                batch.append(
                    IngestLane.Waiting(draft: draft, sender: .member(of: gathering, place: place)))
            } catch {
                gathering.tell(place, .failure(error))
            }
        }
        lane.save(all: batch)
    }

    /// Enriches and embeds a lead.
    private func draft(
        _ payload: LeadPayload, in workspace: WorkspaceID, id: LeadID?, _ serving: Serving
    ) async throws -> Draft {
        let lead = try Enrichment.enrich(payload)
        return Draft(
            id: id, workspace: workspace, lead: lead, vector: try await serving.vector(of: lead),
            serving: serving, routing: try serving.routing(of: workspace))
    }
}
