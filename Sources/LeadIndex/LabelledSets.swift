import LeadStore
import Leads
import Similarity
import Synchronization

/// The leads with a known outcome of each workspace: what scores are made of.
///
/// Beside the lock of the index, so that a score waits neither for a scan nor for who waits for
/// one.
final class LabelledSets: Sendable {
    private let dimensions: Int
    private let seed: UInt64
    private let sets = Mutex<[WorkspaceID: ReadWriteLock<LabelledLeads>]>([:])

    init(dimensions: Int, seed: UInt64) {
        self.dimensions = dimensions
        self.seed = seed
    }

    /// The leads of a workspace; nil without any.
    func leads(of workspace: WorkspaceID) -> ReadWriteLock<LabelledLeads>? {
        sets.withLock { $0[workspace] }
    }

    /// Takes a lead in by its outcome, or out when it has none.
    func take(_ lead: IndexedLead) throws(SimilarityError) {
        guard let outcome = lead.outcome else {
            return try remove(LeadKey(workspace: lead.workspace, id: lead.id))
        }
        let set =
            if let known = leads(of: lead.workspace) { known } else { try make(lead.workspace) }
        try set.write { (leads) throws(SimilarityError) in
            try leads.upsert(lead.id, vector: lead.vector, outcome: outcome, at: lead.outcomeAt)
        }
    }

    /// Takes a lead out; one that is not there is no error.
    func remove(_ key: LeadKey) throws(SimilarityError) {
        try leads(of: key.workspace)?.write { (leads) throws(SimilarityError) in
            try leads.remove(key.id)
        }
    }

    func removeAll() {
        sets.withLock { $0 = [:] }
    }

    private func make(
        _ workspace: WorkspaceID
    ) throws(SimilarityError) -> ReadWriteLock<LabelledLeads> {
        let new = ReadWriteLock(try LabelledLeads(dimensions: dimensions, seed: seed))
        return sets.withLock { sets in
            let set = sets[workspace] ?? new
            sets[workspace] = set
            return set
        }
    }
}
