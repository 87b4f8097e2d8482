import LeadStore
import Leads
import Schema

/// A lead as it is answered: everything that is stored of it.
struct LeadView: Contracted {
    var stored: StoredLead

    static let contract = Contract<Self>(
        "StoredLead", Self.read,
        Field("id", \.stored.id), Field("created_at", \.stored.createdAt),
        Field("first_name", \.stored.lead.firstName), Field("last_name", \.stored.lead.lastName),
        Field("email", \.stored.lead.email),
        Field(
            "email_is_free", \.stored.lead.emailIsFree,
            description: "Whether the address is of a provider of free mailboxes."),
        Field("revenue_tier", \.stored.lead.revenueTier), Field("tags", \.stored.lead.tags),
        Field("phone", \.stored.lead.phone), Field("company", \.stored.lead.company),
        Field("job_title", \.stored.lead.jobTitle), Field("industry", \.stored.lead.industry),
        Field("country", \.stored.lead.country), Field("website", \.stored.lead.website),
        Field("employee_count", \.stored.lead.employeeCount),
        Field("message", \.stored.lead.message), Field("source", \.stored.lead.source),
        Field("external_id", \.stored.lead.externalID),
        Field("occurred_at", \.stored.lead.occurredAt),
        Field("attributes", \.stored.lead.attributes),
        Field(
            "route", \.stored.decision.route?.name,
            description: "The name of the route it went to, as it was then."),
        Field("route_id", \.stored.route),
        Field("score", \.stored.score, description: "0 to 1; null when the decision says why."),
        Field("outcome", \.stored.outcome), Field("outcome_at", \.stored.outcomeAt),
        Field(
            "pending_embedding", \.stored.isPending,
            description: "Whether its vector is still to be made, so that no search finds it yet."),
        Field("decision", \.stored.decision, description: "Why it got its score and its route."),
        description: "A lead with its score, its route and the decision that led to them.")

    init(_ stored: StoredLead) {
        self.stored = stored
    }
}

extension LeadView {
    /// Reads the answer back: what clients written in Swift, and the tests, do.
    private static func read(
        id: LeadID, createdAt: Timestamp, firstName: String, lastName: String?, email: String,
        emailIsFree: Bool, revenueTier: Int32, tags: [String], phone: String?, company: String?,
        jobTitle: String?, industry: String?, country: String?, website: String?,
        employeeCount:
            Int32?, message: String?, source: String?, externalID: String?, occurredAt: Timestamp?,
        attributes: JSONObject?, routeName: String?, routeID: RouteID?, score: Float?,
        outcome:
            Outcome?, outcomeAt: Timestamp?, isPending: Bool, decision: Decision
    ) -> Self {
        Self(
            StoredLead(
                id: id,
                lead: EnrichedLead(
                    firstName: firstName, lastName: lastName, email: email,
                    emailIsFree: emailIsFree, revenueTier: revenueTier, tags: tags, phone: phone,
                    company: company, jobTitle: jobTitle, industry: industry, country: country,
                    website: website, employeeCount: employeeCount, message: message,
                    source: source, externalID: externalID, occurredAt: occurredAt,
                    attributes: attributes),
                createdAt: createdAt, score: score, route: routeID, outcome: outcome,
                outcomeAt: outcomeAt, decision: decision, isPending: isPending))
    }
}
