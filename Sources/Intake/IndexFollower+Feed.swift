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
        let noted = serving.index.notedCommits
        let changes = try await store.changes(
            since: position, besides: serving.index.taken(of: noted))
        let missing = serving.index.missing(changes.written)
        for start in stride(from: 0, to: missing.count, by: 1000) {
            let part = missing[start..<min(start + 1000, missing.count)]
            try await take(part, into: serving)
        }
        if !changes.deleted.isEmpty { serving.coverage.noteNews() }
        for change in changes.deleted {
            try serving.index.remove(change.id, workspace: change.workspace)
        }
        serving.index.forgetVectorless(below: changes.next)
        // They ended before this reading began, so that the next one begins behind them.
        serving.index.forgetCommits(noted)
        return changes.next
    }

    /// Takes written leads into the index; those whose vector is missing wait for it from now on.
    private func take(_ changes: ArraySlice<LeadChange>, into serving: Serving) async throws {
        let leads = try await intake.store.indexedLeads(
            changes, generation: serving.generation.id)
        Self.upsert(leads, serving, logger)
        let found = Set(leads.map(\.id))
        let others = changes.filter { !found.contains($0.id) }
        guard !others.isEmpty else { return }
        serving.coverage.noteNews()
        // Most are pending already; not those that SQL has stored, or that were on their way by
        // another model while this one took over.
        try await intake.store.notePending(others)
        try serving.index.noteVectorless(others)
    }

    /// Takes leads in as they were just read; of one whose vector is not usable the log tells.
    static func upsert(_ leads: [IndexedLead], _ serving: Serving, _ logger: Logger) {
        do {
            try serving.index.upsert(leads)
        } catch {
            // Rare, and doing it twice changes nothing: one by one, to name each.
            for lead in leads {
                do { try serving.index.upsert(lead) } catch { tell(lead.id, error, logger) }
            }
        }
    }

    static func tell(_ lead: LeadID, _ error: any Error, _ logger: Logger) {
        logger.error(
            "A lead's vector is not usable, it will not be found",
            metadata: ["lead": "\(lead)", "error": "\(error)"])
    }
}
