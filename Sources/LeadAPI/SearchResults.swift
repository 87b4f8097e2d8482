import LeadSearch
import LeadStore
import Leads
import Schema

/// The answer to a search.
struct SearchResults: Contracted {
    var status: Success
    var results: [SearchHit]
    var coverage: CoverageView
    var engine: ServingEngine
    var isExact: Bool
    var next: SearchCursor?

    static let contract = Contract<Self>(
        "SearchResults", Self.init,
        Field("status", \.status),
        Field("results", \.results, description: "The leads found, best first, ties by id."),
        Field("coverage", \.coverage, description: "How many leads were searched."),
        Field("engine", \.engine, description: "What found them: simd or pgvector."),
        Field(
            "exact", \.isExact,
            description: """
                Whether every lead that passes the filter was compared in full precision. The \
                index in memory compares the best of a scan of 4-bit codes again, HNSW those that \
                its graph leads to: both may miss one.
                """),
        Field(
            "next", \.next,
            description: "Send it as `after` to go on; absent behind the last lead.",
            omitsNull: true))
}

/// A lead that was found.
struct SearchHit: Contracted {
    var similarity: Float
    var lead: LeadBrief
    var comparison: Comparison?

    static let contract = Contract<Self>(
        "SearchHit", Self.init,
        Field("id", \.lead.id),
        Field("similarity", \.similarity, description: "Cosine similarity, -1 to 1."),
        Field("first_name", \.lead.firstName), Field("last_name", \.lead.lastName),
        Field("email", \.lead.email), Field("company", \.lead.company),
        Field("job_title", \.lead.jobTitle), Field("industry", \.lead.industry),
        Field("country", \.lead.country), Field("revenue_tier", \.lead.revenueTier),
        Field("route", \.lead.route), Field("score", \.lead.score),
        Field("outcome", \.lead.outcome),
        Field(
            "comparison", \.comparison,
            description: "The fields it shares with the lead searched by, with `compare`.",
            omitsNull: true))

    init(similarity: Float, lead: LeadBrief, comparison: Comparison? = nil) {
        self.similarity = similarity
        self.lead = lead
        self.comparison = comparison
    }

    private init(
        id: LeadID, similarity: Float, firstName: String, lastName: String?, email: String,
        company: String?, jobTitle: String?, industry: String?, country: String?,
        revenueTier: Int32, route: String?, score: Float?, outcome: Outcome?,
        comparison: Comparison?
    ) {
        self.similarity = similarity
        self.comparison = comparison
        lead = LeadBrief(
            id: id, firstName: firstName, lastName: lastName, email: email, company: company,
            jobTitle: jobTitle, industry: industry, country: country, revenueTier: revenueTier,
            route: route, score: score, outcome: outcome)
    }
}
