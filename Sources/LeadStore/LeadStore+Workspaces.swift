public import Leads
public import Postgres

extension LeadStore {
    /// The workspace with the given slug; it is made when there is none.
    ///
    /// - Returns: The workspace, and whether it is new.
    public func openWorkspace(
        slug: String, name: String
    ) async throws(PostgresError) -> (workspace: Workspace, isNew: Bool) {
        let made = try await client.query(
            """
            insert into workspaces (workspace_id, slug, name)
            values (\(WorkspaceID.make().uuid), \(slug), \(name))
            on conflict (slug) do nothing
            returning workspace_id, slug, route_threshold
            """)
        if let row = made.first { return (try Self.workspace(row), true) }
        return (try await workspace(slug: slug), false)
    }

    /// The workspace with the given slug, as it is now.
    ///
    /// - Throws: `PostgresError` with code `.decoding` when there is none.
    public func workspace(slug: String) async throws(PostgresError) -> Workspace {
        let found = try await client.query(
            "select workspace_id, slug, route_threshold from workspaces where slug = \(slug)")
        return try Self.workspace(found.only())
    }

    /// Sets the cosine similarity below which leads of the workspace go to its fallback route.
    public func setRouteThreshold(
        _ threshold: Float, of workspace: WorkspaceID
    ) async throws(PostgresError) {
        _ = try await client.query(
            """
            update workspaces set route_threshold = \(threshold)
            where workspace_id = \(workspace.uuid)
            """)
    }

    /// Whether the workspace is still to be filled with sample leads.
    public func wantsSamples(_ workspace: WorkspaceID) async throws(PostgresError) -> Bool {
        try await client.query(
            "select wants_samples from workspaces where workspace_id = \(workspace.uuid)"
        ).value()
    }

    /// Notes whether the workspace is still to be filled with sample leads.
    public func setWantsSamples(
        _ wanted: Bool, of workspace: WorkspaceID
    ) async throws(PostgresError) {
        _ = try await client.query(
            """
            update workspaces set wants_samples = \(wanted)
            where workspace_id = \(workspace.uuid)
            """)
    }

    private static func workspace(_ row: Row) throws(PostgresError) -> Workspace {
        let (id, slug, threshold) = try row.decode(PostgresUUID.self, String.self, Float.self)
        return Workspace(id: WorkspaceID(id), slug: slug, routeThreshold: threshold)
    }
}
