import Leads
import Postgres

extension LeadStore {
    /// For each lead the one that is stored under its id or its external id; nil where there is
    /// none.
    func firsts(of leads: [NewLead]) async throws -> [LeadSummary?] {
        let workspaces = leads.map(\.workspace.uuid)
        let ids = leads.map(\.id.uuid)
        // An id that no source can give stands for "none": a NULL would never be equal.
        // Two joins, each by an index of its own: with "or" neither could be used.
        let rows = try await client.query(
            """
            with wanted as materialized (
                select * from unnest(
                    \(workspaces), \(ids), \(leads.map { $0.lead.source ?? "" }),
                    \(leads.map(\.lead.externalID)))
                with ordinality as w (workspace_id, lead_id, source, external_id, place)),
            found as (
                select w.place, l.lead_id, l.email, l.decision, l.score
                from wanted w join leads l using (workspace_id, lead_id)
                union all
                select w.place, l.lead_id, l.email, l.decision, l.score
                from wanted w join leads l on l.workspace_id = w.workspace_id
                    and coalesce(l.source, '') = w.source and l.external_id = w.external_id
                    and l.external_id is not null)
            select place, lead_id, email, decision #>> '{route,name}', score from found
            """)
        var found = [LeadSummary?](repeating: nil, count: leads.count)
        for row in rows {
            let (place, id, email, route, score) = try row.decode(
                Int.self, PostgresUUID.self, String.self, String?.self, Float?.self)
            found[place - 1] = LeadSummary(
                id: LeadID(id), email: email, route: route, score: score)
        }
        return found
    }
}
