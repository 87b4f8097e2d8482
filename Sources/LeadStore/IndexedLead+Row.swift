import Leads
import Postgres

extension IndexedLead {
    /// Reads a row of the change feed; nil when the lead has no vector of the generation.
    init?(_ row: Row) throws {
        guard let vector = try row.decode(Vector?.self, at: 11) else { return nil }
        let (workspace, id, country, tier, industry, source, tags) = try row.decode(
            PostgresUUID.self, PostgresUUID.self, String?.self, Int16.self, String?.self,
            String?.self, [String].self)
        let outcomeAt = try row.decode(PostgresTimestamp?.self, at: 9)
        self.init(
            id: LeadID(id), workspace: WorkspaceID(workspace), vector: vector.elements,
            country: country, revenueTier: Int32(tier), industry: industry, source: source,
            tags: tags, route: try row.decode(PostgresUUID?.self, at: 7).map { RouteID($0) },
            outcome: try StoredLead.outcome(try row.decode(String?.self, at: 8)),
            outcomeAt: outcomeAt?.microsecondsSince1970 ?? 0,
            createdAt: try row.decode(PostgresTimestamp.self, at: 10).microsecondsSince1970)
    }
}
