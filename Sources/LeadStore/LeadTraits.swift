public import Leads
import Postgres

/// The fields in which leads are compared with one another.
public struct LeadTraits: Sendable, Equatable {
    /// The company's name.
    public var company: String?
    /// The person's job title.
    public var jobTitle: String?
    /// The company's industry.
    public var industry: String?
    /// ISO 3166 alpha-2, upper case.
    public var country: String?
    /// Where the lead came from.
    public var source: String?
    /// The name of the route it went to, as it was then.
    public var route: String?
    /// What became of it.
    public var outcome: Outcome?
    /// 0…10.
    public var revenueTier: Int32
    /// The people who work at the company.
    public var employeeCount: Int32?
    /// Its tags.
    public var tags: [String]
}

extension LeadStore {
    /// The fields in which the given leads are compared; those that are gone are left out.
    public func traits(
        _ ids: [LeadID], of workspace: WorkspaceID
    ) async throws -> [LeadID: LeadTraits] {
        let rows = try await client.query(
            """
            select lead_id, company, job_title, industry, country, source,
                route_name, outcome, revenue_tier, employee_count, tags
            from leads
            where workspace_id = \(workspace.uuid) and lead_id = any(\(ids.map(\.uuid)))
            """)
        var traits: [LeadID: LeadTraits] = [:]
        for row in rows {
            traits[LeadID(try row.decode(PostgresUUID.self, at: 0))] = LeadTraits(
                company: try row.decode(at: 1), jobTitle: try row.decode(at: 2),
                industry: try row.decode(at: 3), country: try row.decode(at: 4),
                source: try row.decode(at: 5), route: try row.decode(at: 6),
                outcome: try StoredLead.outcome(try row.decode(String?.self, at: 7)),
                revenueTier: try row.decode(at: 8), employeeCount: try row.decode(at: 9),
                tags: try row.decode(at: 10))
        }
        return traits
    }
}
