public import Leads
public import Postgres
import Schema

extension LeadStore {
    private static let columns: SQL =
        "route_id, name, description, examples, rules, is_fallback, is_active, version"

    /// All routes of a workspace, by name.
    public func routes(of workspace: WorkspaceID) async throws -> [Route] {
        let rows = try await client.query(
            """
            select \(Self.columns) from routes where workspace_id = \(workspace.uuid) order by name
            """)
        return try rows.map { row in row }.map { row in try Self.route(row) }
    }

    /// Text that changes with every change to a route or the threshold of the workspace, and now and
    /// then without one, as when the table is written anew.
    public func routesRevision(of workspace: WorkspaceID) async throws(PostgresError) -> String {
        try await client.query(
            """
            select md5(w.route_threshold::text || coalesce((
                select string_agg(r.ctid::text || r.xmin::text, ' ' order by r.route_id)
                from routes r where r.workspace_id = w.workspace_id), ''))
            from workspaces w where w.workspace_id = \(workspace.uuid)
            """
        ).value()
    }

    /// One route; nil when the workspace has no such route.
    public func route(_ id: RouteID, of workspace: WorkspaceID) async throws -> Route? {
        let rows = try await client.query(
            """
            select \(Self.columns) from routes
            where workspace_id = \(workspace.uuid) and route_id = \(id.uuid)
            """)
        return try rows.first.map { row in try Self.route(row) }
    }

    /// Stores a new route.
    ///
    /// - Throws: ``StoreError`` with code `.conflict` when the name is taken or there is a
    ///   fallback route already.
    public func add(_ route: Route, to workspace: WorkspaceID) async throws -> Route {
        try Self.check(route)
        let rows = try await namingConflicts(
            """
            insert into routes (workspace_id, route_id, name, description, examples, rules,
                is_fallback, is_active)
            values (\(workspace.uuid), \(route.id.uuid), \(route.name), \(route.description),
                \(route.examples), \(Self.json(route.rules)), \(route.isFallback),
                \(route.isActive))
            returning \(Self.columns)
            """)
        return try Self.route(rows.only())
    }

    /// Replaces a route; its version goes up by one.
    ///
    /// - Returns: The route as stored; nil when the workspace has no such route.
    /// - Throws: ``StoreError`` as ``add(_:to:)``.
    public func replace(_ route: Route, in workspace: WorkspaceID) async throws -> Route? {
        try Self.check(route)
        let rows = try await namingConflicts(
            """
            update routes set name = \(route.name), description = \(route.description),
                examples = \(route.examples), rules = \(Self.json(route.rules)),
                is_fallback = \(route.isFallback), is_active = \(route.isActive),
                version = version + 1, updated_at = now()
            where workspace_id = \(workspace.uuid) and route_id = \(route.id.uuid)
            returning \(Self.columns)
            """)
        return try rows.first.map { row in try Self.route(row) }
    }

    /// Deletes a route; the leads that went to it keep its id and name in their decision.
    ///
    /// - Returns: Whether there was such a route.
    /// - Throws: ``StoreError`` with code `.conflict` for the fallback route: without one, leads
    ///   that fit no route would reach nobody, and that is to be wanted rather than to happen.
    public func deleteRoute(_ id: RouteID, of workspace: WorkspaceID) async throws -> Bool {
        let (isGone, isFallback) = try await client.query(
            """
            with gone as (
                delete from routes
                where workspace_id = \(workspace.uuid) and route_id = \(id.uuid)
                    and not is_fallback
                returning route_id)
            select exists (select from gone), (
                select is_fallback from routes
                where workspace_id = \(workspace.uuid) and route_id = \(id.uuid))
            """
        ).only().decode(Bool.self, Bool?.self)
        guard isGone || isFallback != true else {
            throw StoreError(
                .conflict,
                "Leads that fit no other route go to this one: replace it with \"is_fallback\": "
                    + "false first.")
        }
        return isGone
    }

    private static func check(_ route: Route) throws(StoreError) {
        guard !route.isFallback || route.isActive else {
            throw StoreError(
                .conflict,
                "A fallback route must be active: leads that fit no other route go there.")
        }
    }
}

extension LeadStore {
    private static func json(_ rules: RouteRules) -> JSONB {
        JSONB(bytes: RouteRules.contract.encode(rules))
    }

    private static func route(_ row: Row) throws -> Route {
        let (id, name, description, examples, rules, isFallback, isActive, version) =
            try row.decode(
                PostgresUUID.self, String.self, String.self, [String].self, JSONB.self,
                Bool.self, Bool.self, Int32.self)
        return Route(
            id: RouteID(id), name: name, description: description, examples: examples,
            rules: try RouteRules.contract.decode(rules.bytes), isFallback: isFallback,
            isActive: isActive, version: version)
    }

    /// Turns a violated unique key into words for whoever edits routes.
    private func namingConflicts(_ statement: SQL) async throws -> Rows {
        do {
            return try await client.query(statement)
        } catch  where error.sqlState == "23505" {
            throw StoreError(
                .conflict,
                error.constraint == "routes_one_fallback"
                    ? "The workspace has a fallback route already; change that one first."
                    : "The workspace has a route of that name already; choose another.")
        }
    }
}
