import LeadIndex
import LeadStore
public import Leads

extension Intake {
    /// Takes a lead's stored state into the index, after a change that this process made.
    public func refresh(_ id: LeadID, in workspace: WorkspaceID) async throws {
        let serving = serving
        let change = LeadChange(workspace: workspace, id: id, transaction: 0)
        // Where the feed is always quicker, it brings the change itself.
        for _ in 0..<5 {
            let mark = serving.index.readings
            let leads = try await store.indexedLeads([change], generation: serving.generation.id)
            guard let lead = leads.first else { return }
            if try serving.index.upsert(lead, unlessReadSince: mark) { return }
        }
    }
}
