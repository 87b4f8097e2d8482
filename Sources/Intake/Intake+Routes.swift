import LeadStore
import Leads

extension Intake {
    /// Reads the routes and the threshold of a workspace again, for decisions from now on.
    public func reloadRoutes(ofWorkspace slug: String) async throws {
        try await Self.loadRoutes(into: serving, store, slug)
    }

    static func loadRoutes(
        into serving: Serving, _ store: LeadStore, _ slug: String, isPatient: Bool = false
    ) async throws {
        let ticket = serving.drawTicket()
        let workspace = try await store.workspace(slug: slug)
        let routes = try await store.routes(of: workspace.id)
        let vectors = try await RouteVectors(
            routes, of: workspace.id, serving, store, isPatient: isPatient)
        serving.setRoutes(routes, of: workspace, ticket: ticket, vectors)
    }
}
