import LeadIndex
import LeadStore
import Leads
import Logging

extension IngestLane {
    /// Hands leads that were just committed to the index: their senders may search for them at
    /// once.
    ///
    /// The leads are stored whatever happens here. Those that a trigger of somebody else may have
    /// changed come by the change feed, as the table has them.
    /// - Returns: The indexes that have leads standing in line.
    func index(_ batch: [Decided], _ outcomes: [LeadWriter.Outcome]) -> [LeadIndex] {
        var leads: [ObjectIdentifier: (serving: Serving, leads: [IndexedLead])] = [:]
        for (decided, outcome) in zip(batch, outcomes) {
            guard case .stored(let mark) = outcome, mark.isAsSent,
                let lead = decided.encoded.lead.indexed(mark)
            else { continue }
            let serving = decided.waiting.draft.serving
            leads[ObjectIdentifier(serving), default: (serving, [])].leads.append(lead)
        }
        for (serving, leads) in leads.values {
            do {
                try serving.index.add(leads)
                // A lead without a vector, or for another index, has to come by the feed.
                guard leads.count == stored(outcomes) else { continue }
                for transaction in Set(leads.map(\.transaction)) {
                    serving.index.noteCommit(transaction)
                }
            } catch {
                logger.error(
                    "Stored leads could not be indexed",
                    metadata: ["leads": "\(leads.count)", "error": "\(error)"])
            }
        }
        return leads.values.map(\.serving.index)
    }
}

/// How many leads were stored.
private func stored(_ outcomes: [LeadWriter.Outcome]) -> Int {
    outcomes.count { if case .stored = $0 { true } else { false } }
}

extension NewLead {
    /// The lead as the index keeps it; nil without a vector.
    fileprivate func indexed(_ mark: StoredMark) -> IndexedLead? {
        vector.map { vector in
            IndexedLead(
                id: id, workspace: workspace, vector: vector, country: lead.country,
                revenueTier: lead.revenueTier, industry: lead.industry, source: lead.source,
                tags: lead.tags, route: decision.route?.id, outcome: nil, outcomeAt: 0,
                createdAt: mark.createdAt,
                transaction: mark.transaction)
        }
    }
}
