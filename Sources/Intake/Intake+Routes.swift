import LeadStore
public import Leads

extension Intake {
    /// Reads the routes of a workspace again, for decisions from now on.
    public func reloadRoutes(of workspace: Workspace) async throws {
        let routes = try await store.routes(of: workspace.id)
        try await serving.setRoutes(routes, of: workspace)
    }
}
