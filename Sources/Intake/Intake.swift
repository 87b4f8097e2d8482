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
            return try await receiveCostly(payload, in: workspace, id: id, serving)
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
        var drafts: [Result<Draft, any Error>] = []
        drafts.reserveCapacity(payloads.count)
        for payload in payloads {
            do {
                drafts.append(.success(try await draft(payload, in: workspace, id: nil, serving)))
            } catch {
                drafts.append(.failure(error))
            }
        }
        var receipts = await lane.save(all: drafts.compactMap { try? $0.get() }).makeIterator()
        return drafts.map { draft in
            switch draft {
            case .success: receipts.next() ?? .failure(IngestLane.unanswered)
            case .failure(let error): .failure(error)
            }
        }
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
