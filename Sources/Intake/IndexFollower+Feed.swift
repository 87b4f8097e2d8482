import Embedding
import LeadIndex
import LeadStore
import Leads
import Logging

extension IndexFollower {
    /// Applies what changed since a position; returns the next one.
    func follow(
        _ serving: Serving, from position: ChangePosition
    ) async throws -> ChangePosition {
        let store = intake.store
        let changes = try await store.changes(since: position)
        let missing = serving.index.missing(changes.written)
        for start in stride(from: 0, to: missing.count, by: 1000) {
            let part = missing[start..<min(start + 1000, missing.count)]
            try await take(part, into: serving)
        }
        for change in changes.deleted {
            try serving.index.remove(change.id, workspace: change.workspace)
        }
        serving.index.forgetVectorless(below: changes.next)
        return changes.next
    }

    /// Takes written leads into the index, and embeds those whose vector is missing.
    private func take(_ changes: ArraySlice<LeadChange>, into serving: Serving) async throws {
        let leads = try await intake.store.indexedLeads(
            changes, generation: serving.generation.id)
        for lead in leads { Self.upsert(lead, serving, logger) }
        let found = Set(leads.map(\.id))
        let others = changes.filter { !found.contains($0.id) }
        guard !others.isEmpty else { return }
        try serving.index.noteVectorless(others)
        // A remote model is asked by one process alone. Most of these leads are pending already;
        // not those that were on their way by another model while this one took over.
        guard !serving.effort.isRemote else {
            return try await intake.store.notePending(others)
        }
        _ = try await Reembedding.embed(
            try await intake.store.texts(of: others), with: serving.model,
            into: serving.generation, intake.store, touching: true)
    }

    static func upsert(_ lead: IndexedLead, _ serving: Serving, _ logger: Logger) {
        do {
            try serving.index.upsert(lead)
        } catch {
            tell(lead.id, error, logger)
        }
    }

    static func tell(_ lead: LeadID, _ error: any Error, _ logger: Logger) {
        logger.error(
            "A lead's vector is not usable, it will not be found",
            metadata: ["lead": "\(lead)", "error": "\(error)"])
    }
}
