import Leads
import Postgres

extension LeadStore {
    /// For each lead the one that is stored under its id or its external id; nil where there is
    /// none.
    func firsts(of leads: [NewLead]) async throws -> [LeadSummary?] {
        let workspaces = leads.map(\.workspace.uuid)
        let ids = leads.map(\.id.uuid)
        // An id that no source can give stands for "none": a NULL would never be equal.
        let rows = try await client.query(
            """
            select wanted.place, l.lead_id, l.email, l.decision #>> '{route,name}', l.score
            from unnest(
                    \(workspaces), \(ids), \(leads.map { $0.lead.source ?? "" }),
                    \(leads.map(\.lead.externalID)))
                with ordinality as wanted (workspace_id, lead_id, source, external_id, place)
            join leads l on l.workspace_id = wanted.workspace_id
                and (l.lead_id = wanted.lead_id
                    or (coalesce(l.source, '') = wanted.source
                        and l.external_id = wanted.external_id
                        and l.external_id is not null))
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
