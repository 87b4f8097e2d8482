public import Leads
import Postgres

extension LeadStore {
    /// The lead that is stored under an id or under the external id of a lead; nil when there is
    /// none.
    public func first(
        of lead: EnrichedLead, id: LeadID, in workspace: WorkspaceID
    ) async throws -> LeadSummary? {
        try await firsts(
            [workspace.uuid], [id.uuid], sources: [lead.source ?? ""], [lead.externalID])[0]
    }

    /// For each lead the one that is stored under its id or its external id; nil where there is
    /// none.
    func firsts(of leads: [NewLead]) async throws -> [LeadSummary?] {
        try await firsts(
            leads.map(\.workspace.uuid), leads.map(\.id.uuid),
            sources: leads.map { $0.lead.source ?? "" }, leads.map(\.lead.externalID))
    }

    /// Takes out those of the given leads that a transaction stored without a vector, which a
    /// trigger of the database kept out; returns them.
    func removeBare(_ leads: [NewLead], storedBy transaction: UInt64) async throws -> Set<LeadID> {
        guard !leads.isEmpty else { return [] }
        let rows = try await client.query(
            """
            delete from leads l
            using unnest(\(leads.map(\.workspace.uuid)), \(leads.map(\.id.uuid)))
                as w (workspace_id, lead_id)
            where l.workspace_id = w.workspace_id and l.lead_id = w.lead_id
                and l.change_xid = \(transaction)
                and not exists (select from lead_embeddings e
                    where e.workspace_id = l.workspace_id and e.lead_id = l.lead_id)
            returning l.lead_id
            """)
        return Set(try rows.map { row in LeadID(try row.decode(PostgresUUID.self, at: 0)) })
    }

    /// The places of those leads whose external id is that of a lead which somebody is changing or
    /// deleting: they are waited for when such a lead is stored.
    func held(of leads: [NewLead]) async throws -> Set<Int> {
        let rows = try await client.query(
            """
            with wanted as materialized (
                select * from unnest(
                    \(leads.map(\.workspace.uuid)), \(leads.map { $0.lead.source ?? "" }),
                    \(leads.map(\.lead.externalID)))
                with ordinality as w (workspace_id, source, external_id, place)),
            present as materialized (
                select w.place, l.workspace_id, l.lead_id
                from wanted w join leads l on l.workspace_id = w.workspace_id
                    and coalesce(l.source, '') = w.source and l.external_id = w.external_id
                    and l.external_id is not null),
            free as materialized (
                select l.workspace_id, l.lead_id
                from present p join leads l using (workspace_id, lead_id)
                for share of l skip locked)
            select p.place from present p where not exists (
                select from free f
                where f.workspace_id = p.workspace_id and f.lead_id = p.lead_id)
            """)
        return Set(try rows.map { row in try row.decode(Int.self, at: 0) - 1 })
    }

    private func firsts(
        _ workspaces: [PostgresUUID], _ ids: [PostgresUUID], sources: [String],
        _ externalIDs: [String?]
    ) async throws -> [LeadSummary?] {
        // An id that no source can give stands for "none": a NULL would never be equal.
        // Two joins, each by an index of its own: with "or" neither could be used.
        let rows = try await client.query(
            """
            with wanted as materialized (
                select * from unnest(
                    \(workspaces), \(ids), \(sources), \(externalIDs))
                with ordinality as w (workspace_id, lead_id, source, external_id, place)),
            found as (
                select w.place, l.workspace_id, l.lead_id, l.email, l.route_name, l.score, true by_id
                from wanted w join leads l using (workspace_id, lead_id)
                union all
                select w.place, l.workspace_id, l.lead_id, l.email, l.route_name, l.score, false
                from wanted w join leads l on l.workspace_id = w.workspace_id
                    and coalesce(l.source, '') = w.source and l.external_id = w.external_id
                    and l.external_id is not null)
            select place, lead_id, email, route_name, score,
                exists (select from pending_embeddings p
                    where p.workspace_id = f.workspace_id and p.lead_id = f.lead_id)
            from found f order by f.by_id
            """)
        var found = [LeadSummary?](repeating: nil, count: ids.count)
        for row in rows {
            let (place, id, email, route, score, isPending) = try row.decode(
                Int.self, PostgresUUID.self, String.self, String?.self, Float?.self,
                Bool.self)
            found[place - 1] = LeadSummary(
                id: LeadID(id), email: email, route: route, score: score, isPending: isPending)
        }
        return found
    }
}
