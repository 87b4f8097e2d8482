import Embedding
import LeadStore
import Leads
import Logging

extension PendingEmbedding {
    /// What came of some leads.
    enum Attempt {
        /// So many wait no longer.
        case settled(Int)
        /// The model failed, and is to be left alone so long.
        case failed(Duration?)
    }

    /// Embeds some leads.
    func embed(
        _ due: [PendingLead], _ serving: Serving, _ pace: inout PendingPace
    ) async throws -> Attempt {
        do {
            let settled = try await Self.settle(due, serving, intake.store)
            pace.noteSuccess()
            return .settled(settled)
        } catch let error as ModelError {
            let step = pace.noteFailure(error.code, leads: due.count)
            if step.pause > 0 {
                logger.warning(
                    "Pending leads wait on: the model could not embed them",
                    metadata: ["error": "\(error)", "again_in": "\(step.pause) s"])
            }
            if step.putsOff, let lead = due.first {
                try await intake.store.putOff(lead, problem: error.description)
            }
            return .failed(step.pause > 0 ? .seconds(step.pause) : nil)
        }
    }

    /// Embeds pending leads and stores what came of them; returns how many wait no longer.
    private static func settle(
        _ due: [PendingLead], _ serving: Serving, _ store: LeadStore
    ) async throws -> Int {
        var settled = 0
        let pending = Dictionary(
            due.map { ($0.lead.key, $0) }, uniquingKeysWith: { first, _ in first })
        let making = VectorMaking(
            model: serving.model, generation: serving.generation, store: store)
        try await making.make(due.map(\.lead)) { made in
            var vectors: [(pending: PendingLead, vector: LeadVector)] = []
            var textless: [PendingLead] = []
            for one in made {
                guard let lead = pending[one.lead.key] else { continue }
                if let vector = one.vector {
                    let new = LeadVector(lead: one.lead, textHash: one.textHash, vector: vector)
                    vectors.append((lead, new))
                } else {
                    textless.append(lead)
                }
            }
            if !vectors.isEmpty {
                settled += try await store.settle(
                    vectors, generation: serving.generation.id,
                    skipsLocked: !serving.effort.isRemote)
            }
            settled += try await store.forget(textless)
        }
        return settled
    }
}

extension UnembeddedLead {
    /// The lead within all workspaces.
    fileprivate var key: LeadChange { LeadChange(workspace: workspace, id: id, transaction: 0) }
}
