import LeadStore
import Leads
import Schema

/// The answer to a search.
struct SearchResults: Contracted {
    var status: Success
    var results: [SearchHit]
    var coverage: CoverageView

    static let contract = Contract<Self>(
        "SearchResults", Self.init,
        Field("status", \.status),
        Field("results", \.results, description: "The leads found, best first."),
        Field("coverage", \.coverage, description: "How many leads were searched."))
}

/// A lead that was found.
struct SearchHit: Contracted {
    var similarity: Float
    var lead: LeadBrief

    static let contract = Contract<Self>(
        "SearchHit", Self.init,
        Field("id", \.lead.id),
        Field("similarity", \.similarity, description: "Cosine similarity, -1 to 1."),
        Field("first_name", \.lead.firstName), Field("last_name", \.lead.lastName),
        Field("email", \.lead.email), Field("company", \.lead.company),
        Field("job_title", \.lead.jobTitle), Field("industry", \.lead.industry),
        Field("country", \.lead.country), Field("revenue_tier", \.lead.revenueTier),
        Field("route", \.lead.route), Field("score", \.lead.score),
        Field("outcome", \.lead.outcome))

    init(similarity: Float, lead: LeadBrief) {
        self.similarity = similarity
        self.lead = lead
    }

    private init(
        id: LeadID, similarity: Float, firstName: String, lastName: String?, email: String,
        company: String?, jobTitle: String?, industry: String?, country: String?,
        revenueTier: Int32, route: String?, score: Float?, outcome: Outcome?
    ) {
        self.similarity = similarity
        lead = LeadBrief(
            id: id, firstName: firstName, lastName: lastName, email: email, company: company,
            jobTitle: jobTitle, industry: industry, country: country, revenueTier: revenueTier,
            route: route, score: score, outcome: outcome)
    }
}
