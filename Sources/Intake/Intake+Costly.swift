import Embedding
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
        _ lead: EnrichedLead, in workspace: WorkspaceID, id: LeadID?, _ serving: Serving
    ) async throws -> Receipt {
        let leadID = id ?? .make()
        if id != nil || lead.externalID != nil,
            let first = try await store.first(of: lead, id: leadID, in: workspace)
        {
            return Receipt(summary: first, isNew: false)
        }
        let text = LeadText.text(of: lead)
        let key = TextKey(text, in: workspace)
        let (vector, decision) = try await decide(lead, text, key, serving)
        let new = NewLead(
            id: leadID, workspace: workspace, lead: lead, vector: vector,
            generation: serving.generation.id, decision: decision)
        let receipt = try await keep(new, hasGivenID: id != nil, in: serving)
        if vector != nil, receipt.isNew { await note(key, of: leadID, serving) }
        return receipt
    }

    private func decide(
        _ lead: EnrichedLead, _ text: String, _ key: TextKey, _ serving: Serving
    ) async throws -> (vector: [Float]?, decision: Decision) {
        let table = try serving.routing(of: key.workspace)
        switch try await vector(of: text, key, serving) {
        case .vector(let vector):
            let score = try serving.score(vector, in: key.workspace)
            let decision =
                table.isComplete
                ? try table.decide(lead, vector: vector, score: score)
                : table.decidePending(score: score)
            return (vector, decision)
        case .none:
            let score = try serving.score(nil, in: key.workspace)
            return (nil, try table.decide(lead, vector: nil, score: score))
        case .pending(let error):
            logger.debug("A lead's vector is made later", metadata: ["error": "\(error)"])
            return (nil, table.decidePending())
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
