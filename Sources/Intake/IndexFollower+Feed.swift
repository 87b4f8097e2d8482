import Embedding
import LeadIndex
public import LeadStore
public import Logging

extension IndexFollower {
    /// Fills an empty index from the database; returns where the change feed begins.
    ///
    /// A lead whose vector is not usable is logged and left out.
    public static func load(
        _ serving: Serving, _ store: LeadStore, _ logger: Logger
    ) async throws -> ChangePosition {
        let stamped = try await store.restampRestored()
        if stamped > 0 {
            logger.notice(
                "The database came from another server, its leads were stamped anew",
                metadata: ["leads": "\(stamped)"])
        }
        let position = try await store.currentPosition()
        try await store.forEachIndexedLead(generation: serving.generation.id) { leads in
            for lead in leads { upsert(lead, serving, logger) }
        }
        return position
    }

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
            try serving.index.remove(
                change.id, workspace: change.workspace, before: change.transaction)
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
        // A remote model is asked by one process alone: these leads are pending.
        guard !serving.effort.isRemote else { return }
        _ = try await Reembedding.embed(
            try await intake.store.texts(of: others), with: serving.model,
            into: serving.generation, intake.store, touching: true)
    }

    private static func upsert(_ lead: IndexedLead, _ serving: Serving, _ logger: Logger) {
        do {
            try serving.index.upsert(lead)
        } catch {
            logger.error(
                "A lead's vector is not usable, it will not be found",
                metadata: ["lead": "\(lead.id)", "error": "\(error)"])
        }
    }
}
