import LeadIndex
import LeadStore
public import Leads

extension Intake {
    /// Takes a lead's stored state into the index, after a change that this process made.
    public func refresh(_ id: LeadID, in workspace: WorkspaceID) async throws {
        let serving = serving
        let change = LeadChange(workspace: workspace, id: id, transaction: 0)
        let leads = try await store.indexedLeads([change], generation: serving.generation.id)
        for lead in leads { try serving.index.upsert(lead) }
    }
}
