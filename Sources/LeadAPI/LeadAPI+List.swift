import LeadStore
import Leads
import Schema
import WebAPI

extension LeadAPI {
    var list: Operation {
        Operation(
            .get, "/api/v1/leads", id: "list_leads", summary: "The leads, newest first",
            description: """
                Page by page: `next` of an answer is `after` of the next request. Leads that come \
                in meanwhile do not move the others.
                """,
            tags: ["leads"], input: .query(ListQuery.self),
            answers: [.ok(LeadList.self, "The leads, newest first.")], problems: [.unavailable]
        ) { _, query in
            try await answering {
                // One more tells whether there is a next page.
                let leads = try await store.list(
                    query.filter.index, of: workspace, after: query.after?.place,
                    limit: query.limit + 1)
                let page = leads.prefix(query.limit)
                return .ok(
                    LeadList(
                        leads: page.map { ListedLeadView(listed: $0) },
                        next: leads.count > query.limit
                            ? page.last.map { ListCursor($0.place) } : nil))
            }
        }
    }
}

/// A page of leads.
struct LeadList: Contracted {
    var leads: [ListedLeadView]
    var next: ListCursor?

    static let contract = Contract<Self>(
        "LeadList", Self.init,
        Field("leads", \.leads),
        Field(
            "next", \.next, description: "Send it as `after` to go on; absent on the last page.",
            omitsNull: true))
}

/// A lead as lists show it.
struct ListedLeadView: Contracted {
    var listed: ListedLead

    static let contract = Contract<Self>(
        "ListedLead", Self.init,
        Field("id", \.listed.lead.id), Field("created_at", \.listed.createdAt),
        Field("first_name", \.listed.lead.firstName), Field("last_name", \.listed.lead.lastName),
        Field("email", \.listed.lead.email), Field("company", \.listed.lead.company),
        Field("job_title", \.listed.lead.jobTitle), Field("industry", \.listed.lead.industry),
        Field("country", \.listed.lead.country),
        Field("revenue_tier", \.listed.lead.revenueTier), Field("route", \.listed.lead.route),
        Field("score", \.listed.lead.score), Field("outcome", \.listed.lead.outcome))

    init(listed: ListedLead) {
        self.listed = listed
    }

    private init(
        id: LeadID, createdAt: Timestamp, firstName: String, lastName: String?, email: String,
        company: String?, jobTitle: String?, industry: String?, country: String?,
        revenueTier: Int32, route: String?, score: Float?, outcome: Outcome?
    ) {
        listed = ListedLead(
            lead: LeadBrief(
                id: id, firstName: firstName, lastName: lastName, email: email, company: company,
                jobTitle: jobTitle, industry: industry, country: country,
                revenueTier: revenueTier, route: route, score: score, outcome: outcome),
            createdAt: createdAt)
    }
}
