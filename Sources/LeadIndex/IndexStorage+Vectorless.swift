import LeadStore
import Leads
import Similarity

extension IndexStorage {
    /// Notes that a lead has no vector as the given transaction left it.
    mutating func noteVectorless(_ change: LeadChange) throws(SimilarityError) {
        let key = LeadKey(workspace: change.workspace, id: change.id)
        try remove(key)
        vectorless[key] = change.transaction
    }

    /// Whether any lead is noted as having no vector.
    var hasVectorless: Bool { !vectorless.isEmpty }

    /// Forgets which leads had no vector below a position that the feed has passed.
    mutating func forgetVectorless(below transaction: UInt64) {
        guard !vectorless.isEmpty else { return }
        vectorless = vectorless.filter { $0.value >= transaction }
    }
}
