import Leads
import Postgres

extension LeadStore {
    private static let indexColumns: SQL =
        """
        l.workspace_id, l.lead_id, l.country, l.revenue_tier, l.industry, l.source, l.tags,
        l.route_id, l.outcome, l.outcome_at, l.created_at, l.change_xid, e.embedding
        """

    /// What the index keeps of the given leads; those without a vector of the generation are left
    /// out.
    public func indexedLeads(
        _ changes: some Collection<LeadChange>, generation: Int32
    ) async throws -> [IndexedLead] {
        let rows = try await client.query(
            """
            select \(Self.indexColumns)
            from unnest(\(changes.map(\.workspace.uuid)), \(changes.map(\.id.uuid)))
                as wanted (workspace_id, lead_id)
            join leads l using (workspace_id, lead_id)
            join lead_embeddings e on e.workspace_id = l.workspace_id
                and e.lead_id = l.lead_id and e.model_id = \(generation)
            """)
        return try rows.map { row in row }.map { row in try IndexedLead(row) }
    }

    /// Of each workspace the leads with the latest outcomes, for an index that holds no others.
    ///
    /// - Parameters:
    ///   - generation: The generation of their vectors.
    ///   - limit: How many of a workspace at most.
    /// - Returns: The leads, those with the earlier outcomes first.
    /// - Throws: `PostgresError`.
    public func labelledLeads(
        generation: Int32, limit: Int = 16_384
    ) async throws -> [IndexedLead] {
        let rows = try await client.query(
            """
            select \(Self.indexColumns) from workspaces w cross join lateral (
                select * from leads where workspace_id = w.workspace_id and outcome is not null
                order by outcome_at desc limit \(limit)) l
            join lead_embeddings e on e.workspace_id = l.workspace_id
                and e.lead_id = l.lead_id and e.model_id = \(generation)
            order by l.outcome_at
            """)
        return try rows.map { row in row }.map { row in try IndexedLead(row) }
    }
}

extension IndexedLead {
    /// Reads a row of `indexColumns`.
    fileprivate init(_ row: Row) throws {
        let (workspace, id, country, tier, industry, source, tags) = try row.decode(
            PostgresUUID.self, PostgresUUID.self, String?.self, Int32.self, String?.self,
            String?.self, [String].self)
        let outcomeAt = try row.decode(PostgresTimestamp?.self, at: 9)
        self.init(
            id: LeadID(id), workspace: WorkspaceID(workspace),
            vector: try row.decode(Vector.self, at: 12).elements, country: country,
            revenueTier: tier, industry: industry, source: source, tags: tags,
            route: try row.decode(PostgresUUID?.self, at: 7).map { RouteID($0) },
            outcome: try StoredLead.outcome(try row.decode(String?.self, at: 8)),
            outcomeAt: outcomeAt?.microsecondsSince1970 ?? 0,
            createdAt: try row.decode(PostgresTimestamp.self, at: 10).microsecondsSince1970,
            transaction: try row.decode(UInt64.self, at: 11))
    }
}
