import LeadIndex
import LeadStore
import Leads
import Logging

extension IndexFollower {
    /// Applies what changed since a position; returns the next one.
    func follow(
        _ serving: Serving, from position: ChangePosition
    ) async throws -> ChangePosition {
        let changes = try await changes(since: position, for: serving.index)
        let missing = serving.index.missing(changes.written)
        for start in stride(from: 0, to: missing.count, by: 1000) {
            let part = missing[start..<min(start + 1000, missing.count)]
            try await take(part, into: serving)
        }
        if !changes.deleted.isEmpty { serving.counts.noteNews() }
        for change in changes.deleted {
            try serving.index.remove(change.id, workspace: change.workspace)
        }
        serving.index.forgetVectorless(below: changes.next)
        serving.index.forgetPassedOver(below: changes.next)
        return changes.next
    }

    /// Reads what has changed besides what this process has stored itself.
    private func changes(
        since position: ChangePosition, for index: LeadIndex
    ) async throws -> LeadChanges {
        let noted = index.notedCommits
        // They ended before this reading begins, so that the next one begins behind them; when it
        // fails, another server may answer next, which may have given their numbers to others.
        defer { index.forgetCommits(noted) }
        return try await intake.store.changes(
            since: position, besides: index.taken(of: noted))
    }

    /// Takes written leads into the index; those whose vector is missing wait for it from now on.
    private func take(_ changes: ArraySlice<LeadChange>, into serving: Serving) async throws {
        let leads = try await intake.store.indexedLeads(
            changes, generation: serving.generation.id)
        Self.upsert(leads, serving, logger)
        serving.counts.note(brought: leads)
        let found = Set(leads.map(\.id))
        let others = changes.filter { !found.contains($0.id) }
        guard !others.isEmpty else { return }
        serving.counts.noteNews()
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
