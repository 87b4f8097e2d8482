import Embedding
import Enrichment
import LeadStore
import Leads
import Logging
import Routing

extension Intake {
    /// The main path with a model whose vectors cost more than a look into the database.
    ///
    /// A lead that is there already and a text that was embedded before are not embedded again. A
    /// model that does not answer in time keeps no lead out: it is stored as pending, goes to the
    /// fallback route, and gets its vector later by ``PendingEmbedding``.
    func receiveCostly(
        _ payload: LeadPayload, in workspace: WorkspaceID, id: LeadID?, _ serving: Serving
    ) async throws -> Receipt {
        let lead = try Enrichment.enrich(payload)
        let leadID = id ?? .make()
        if id != nil || lead.externalID != nil,
            let first = try await store.first(of: lead, id: leadID, in: workspace)
        {
            return Receipt(summary: first, isNew: false)
        }
        let routing = try serving.routing(of: workspace)
        let text = LeadText.text(of: lead)
        let key = TextKey(text, in: workspace)
        let embedded = try await vector(of: text, key, serving)
        if case .pending(let error) = embedded {
            logger.debug("A lead's vector is made later", metadata: ["error": "\(error)"])
        }
        let draft = Draft(
            id: leadID, hasFreshID: id == nil, workspace: workspace, lead: lead,
            vector: embedded.vector, isPending: embedded.isPending, serving: serving,
            routing: routing)
        let receipt = try await lane.save(draft)
        if draft.vector != nil, receipt.isNew { await note(key, of: leadID, serving) }
        return receipt
    }

    /// As ``receiveCostly(_:in:id:_:)`` for leads that came together; the model gathers their
    /// texts itself.
    func receiveCostly(
        all payloads: [LeadPayload], in workspace: WorkspaceID, _ serving: Serving
    ) async -> [Result<Receipt, any Error>] {
        await withTaskGroup(of: (Int, Result<Receipt, any Error>).self) { group in
            for (place, payload) in payloads.enumerated() {
                group.addTask {
                    do {
                        let receipt = try await self.receiveCostly(
                            payload, in: workspace, id: nil, serving)
                        return (place, .success(receipt))
                    } catch {
                        return (place, .failure(error))
                    }
                }
            }
            var results = [Result<Receipt, any Error>](
                repeating: .failure(IngestLane.unanswered), count: payloads.count)
            for await (place, result) in group { results[place] = result }
            return results
        }
    }

    private func vector(
        of text: String, _ key: TextKey, _ serving: Serving
    ) async throws -> EmbeddedText {
        guard !text.isEmpty else { return .none }
        let known = try await store.vectors(
            ofLeadTexts: [key], generation: serving.generation.id)
        if let vector = known[key] { return .vector(vector) }
        do {
            return try await serving.model.embed(text).values.map { .vector($0) } ?? .none
        } catch {
            return .pending(error)
        }
    }

    /// The lead is stored whatever happens here.
    private func note(_ key: TextKey, of id: LeadID, _ serving: Serving) async {
        do {
            try await store.note(key, of: id, generation: serving.generation.id)
        } catch {
            logger.warning(
                "The text of a vector could not be noted, it may be embedded again",
                metadata: ["error": "\(error)"])
        }
    }
}
