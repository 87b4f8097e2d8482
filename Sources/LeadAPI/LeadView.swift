import LeadStore
import Leads
import Schema

/// A lead as it is answered: everything that is stored of it.
struct LeadView: Contracted {
    var id: LeadID
    var createdAt: Timestamp
    var route: String?
    var routeID: RouteID?
    var score: Float?
    var outcome: Outcome?
    var outcomeAt: Timestamp?
    var fields: LeadFields
    var decision: Decision

    static let contract = Contract<Self>(
        "StoredLead", Self.init,
        Field("id", \.id),
        Field("created_at", \.createdAt),
        Field("route", \.route, description: "The name of the route it went to, as it was then."),
        Field("route_id", \.routeID),
        Field("score", \.score, description: "0 to 1; null when the decision says why."),
        Field("outcome", \.outcome),
        Field("outcome_at", \.outcomeAt),
        Field("lead", \.fields, description: "The lead after enrichment."),
        Field("decision", \.decision),
        description: "A lead with its score, its route and the decision that led to them.")
}

extension LeadView {
    init(_ stored: StoredLead) {
        self.init(
            id: stored.id, createdAt: stored.createdAt, route: stored.decision.route?.name,
            routeID: stored.route, score: stored.score, outcome: stored.outcome,
            outcomeAt: stored.outcomeAt, fields: LeadFields(lead: stored.lead),
            decision: stored.decision)
    }
}

/// The fields of a lead after enrichment.
struct LeadFields: Contracted {
    var lead: EnrichedLead

    static let contract = Contract<Self>(
        "LeadFields", Self.init,
        Field("first_name", \.lead.firstName), Field("last_name", \.lead.lastName),
        Field("email", \.lead.email),
        Field(
            "email_is_free", \.lead.emailIsFree,
            description: "Whether the address is of a provider of free mailboxes."),
        Field("revenue_tier", \.lead.revenueTier), Field("tags", \.lead.tags),
        Field("phone", \.lead.phone), Field("company", \.lead.company),
        Field("job_title", \.lead.jobTitle), Field("industry", \.lead.industry),
        Field("country", \.lead.country), Field("website", \.lead.website),
        Field("employee_count", \.lead.employeeCount), Field("message", \.lead.message),
        Field("source", \.lead.source), Field("external_id", \.lead.externalID),
        Field("occurred_at", \.lead.occurredAt), Field("attributes", \.lead.attributes))

    init(lead: EnrichedLead) {
        self.lead = lead
    }

    private init(
        firstName: String, lastName: String?, email: String, emailIsFree: Bool,
        revenueTier: Int32, tags: [String], phone: String?, company: String?, jobTitle: String?,
        industry: String?, country: String?, website: String?, employeeCount: Int32?,
        message: String?, source: String?, externalID: String?, occurredAt: Timestamp?,
        attributes: JSONObject?
    ) {
        lead = EnrichedLead(
            firstName: firstName, lastName: lastName, email: email, emailIsFree: emailIsFree,
            revenueTier: revenueTier, tags: tags, phone: phone, company: company,
            jobTitle: jobTitle, industry: industry, country: country, website: website,
            employeeCount: employeeCount, message: message, source: source,
            externalID: externalID, occurredAt: occurredAt, attributes: attributes)
    }
}
