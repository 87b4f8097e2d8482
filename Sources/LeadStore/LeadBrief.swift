public import Leads
import Postgres

/// What a list of leads shows of each.
public struct LeadBrief: Sendable, Equatable {
    /// The lead.
    public var id: LeadID
    /// Given name.
    public var firstName: String
    /// Family name.
    public var lastName: String?
    /// Normalised e-mail address.
    public var email: String
    /// The company's name.
    public var company: String?
    /// The person's job title.
    public var jobTitle: String?
    /// The company's industry.
    public var industry: String?
    /// ISO 3166 alpha-2, upper case.
    public var country: String?
    /// 0…10.
    public var revenueTier: Int32
    /// The name of the route it went to, as it was then.
    public var route: String?
    /// The score it got, 0…1.
    public var score: Float?
    /// What became of it.
    public var outcome: Outcome?

    /// Makes the value of its parts.
    public init(
        id: LeadID, firstName: String, lastName: String?, email: String, company: String?,
        jobTitle: String?, industry: String?, country: String?, revenueTier: Int32,
        route: String?, score: Float?, outcome: Outcome?
    ) {
        self.id = id
        self.firstName = firstName
        self.lastName = lastName
        self.email = email
        self.company = company
        self.jobTitle = jobTitle
        self.industry = industry
        self.country = country
        self.revenueTier = revenueTier
        self.route = route
        self.score = score
        self.outcome = outcome
    }
}

extension LeadStore {
    static let briefColumns: SQL =
        """
        lead_id, first_name, last_name, email, company, job_title, industry, country,
        revenue_tier, route_name, score, outcome
        """

    /// What lists show of the given leads; those that are gone are left out.
    public func briefs(
        _ ids: [LeadID], of workspace: WorkspaceID
    ) async throws -> [LeadID: LeadBrief] {
        guard !ids.isEmpty else { return [:] }
        let rows = try await client.query(
            """
            select \(Self.briefColumns)
            from unnest(\(ids.map(\.uuid))) as wanted (lead_id) join leads using (lead_id)
            where workspace_id = \(workspace.uuid)
            """)
        var briefs: [LeadID: LeadBrief] = [:]
        for row in rows {
            let brief = try LeadBrief(row)
            briefs[brief.id] = brief
        }
        return briefs
    }
}

extension LeadBrief {
    /// Reads a row that begins with `LeadStore.briefColumns`.
    init(_ row: Row) throws {
        self.init(
            id: LeadID(try row.decode(PostgresUUID.self, at: 0)),
            firstName: try row.decode(at: 1), lastName: try row.decode(at: 2),
            email: try row.decode(at: 3), company: try row.decode(at: 4),
            jobTitle: try row.decode(at: 5), industry: try row.decode(at: 6),
            country: try row.decode(at: 7), revenueTier: try row.decode(at: 8),
            route: try row.decode(at: 9), score: try row.decode(at: 10),
            outcome: try StoredLead.outcome(try row.decode(String?.self, at: 11)))
    }
}
