import LeadIndex
import LeadStore
import Leads
import Logging

extension IngestLane {
    /// Decides a batch, stores it, takes it into the index, and tells the senders.
    ///
    /// Only one batch is committed at a time. One that is decided meanwhile takes along whoever
    /// has come until then, so that a commit holds as many leads as wait.
    func process(_ batch: [Waiting]) async {
        var decided = decide(batch)
        await commits.enter()
        decided += decide(takeMore(besides: decided.count))
        let outcomes = await writer.write(decided.map(\.encoded))
        commits.leave()
        index(decided, outcomes)
        for ((waiting, encoded), outcome) in zip(decided, outcomes) {
            let draft = waiting.draft
            waiting.sender.tell(Result { try draft.receipt(outcome, for: encoded.lead) })
        }
    }

    /// Decides leads and writes them as they are sent; those that can't be decided are told so.
    private func decide(_ batch: [Waiting]) -> [Decided] {
        var decided: [Decided] = []
        decided.reserveCapacity(batch.count)
        for (waiting, result) in zip(batch, Decisions.decide(batch.map(\.draft))) {
            switch result {
            case .success(let decision):
                decided.append((waiting, writer.encoded(waiting.draft.decided(decision))))
            case .failure(let error):
                waiting.sender.tell(.failure(error))
            }
        }
        return decided
    }

    /// Puts leads that were just committed into the index: their senders may search for them at
    /// once.
    ///
    /// The leads are stored whatever happens here; the change feed brings them again.
    private func index(_ decided: [Decided], _ outcomes: [LeadWriter.Outcome]) {
        var leads: [ObjectIdentifier: (serving: Serving, leads: [IndexedLead])] = [:]
        for (decided, outcome) in zip(decided, outcomes) {
            guard case .stored(let mark) = outcome, let lead = decided.encoded.lead.indexed(mark)
            else { continue }
            let serving = decided.waiting.draft.serving
            leads[ObjectIdentifier(serving), default: (serving, [])].leads.append(lead)
        }
        for (serving, leads) in leads.values {
            do {
                try serving.index.add(leads)
            } catch {
                logger.error(
                    "Stored leads could not be indexed",
                    metadata: ["leads": "\(leads.count)", "error": "\(error)"])
            }
        }
    }
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
