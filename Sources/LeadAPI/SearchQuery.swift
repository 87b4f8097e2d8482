import LeadSearch
import Leads
import Schema

/// Which leads a search may return, as it is sent; all conditions that are set.
struct SearchFilter: Sendable {
    var country: CountryCode?
    var minRevenueTier: Int32?
    var maxRevenueTier: Int32?
    var industry: String?
    var source: String?
    var tags: [String]
    var routeID: RouteID?
    var outcome: Outcome?
    var createdFrom: AwareTimestamp?
    var createdBefore: AwareTimestamp?

    var index: LeadFilter {
        LeadFilter(
            country: country?.text, minRevenueTier: minRevenueTier,
            maxRevenueTier: maxRevenueTier, industry: industry, source: source, tags: tags,
            route: routeID, outcome: outcome, createdFrom: createdFrom?.timestamp.microseconds,
            createdBefore: createdBefore?.timestamp.microseconds)
    }
}

/// A search as it is sent: exactly one of a text, a vector or a lead to be near to.
struct SearchQuery: Contracted {
    var text: String?
    var vector: [Float]?
    var leadID: LeadID?
    var options: SearchOptions
    var filter: SearchFilter

    static let contract = Contract<Self>(
        "SearchQuery", Self.init,
        Field(
            "text", \.text, .length(1...4000), description: "What the leads should be about.",
            example: "data warehouse for a bank"),
        Field(
            "vector", \.vector, .strict, .count(1...16_000),
            description: "A vector of the active model, with as many numbers as GET "
                + "/api/v1/workspace tells; its length need not be 1, but not 0."),
        Field("lead_id", \.leadID, description: "The lead whose neighbours are wanted."),
        Field(
            "limit", \.options.limit, .range(1...100), default: 10,
            description: "How many at most."),
        Field("country", \.filter.country, example: "GB"),
        Field("min_revenue_tier", \.filter.minRevenueTier, .range(0...10)),
        Field("max_revenue_tier", \.filter.maxRevenueTier, .range(0...10)),
        Field("industry", \.filter.industry, .length(1...200)),
        Field("source", \.filter.source, .length(1...200)),
        Field(
            "tags", \.filter.tags, .count(...32), default: [],
            description: "The leads have all of these."),
        Field("route_id", \.filter.routeID),
        Field("outcome", \.filter.outcome),
        Field(
            "created_from", \.filter.createdFrom,
            description: "Stored at this moment or later."),
        Field(
            "created_before", \.filter.createdBefore,
            description: "Stored before this moment."),
        Field(
            "engine", \.options.engine, default: .auto, description: SearchOptions.engineNote),
        Field("after", \.options.after, description: SearchOptions.afterNote),
        Field(
            "compare", \.options.compares, default: false,
            description: SearchOptions.compareNote + " A text or a vector shares none."),
        extra: .forbid,
        description: "Exactly one of text, vector and lead_id, and what the leads must fulfil."
    )
    .exactlyOne(of: "text", "vector", "lead_id")

    private init(
        text: String?, vector: [Float]?, leadID: LeadID?, limit: Int, country: CountryCode?,
        minRevenueTier: Int32?, maxRevenueTier: Int32?, industry: String?, source: String?,
        tags: [String], routeID: RouteID?, outcome: Outcome?, createdFrom: AwareTimestamp?,
        createdBefore: AwareTimestamp?, engine: SearchEngine, after: SearchCursor?, compares: Bool
    ) {
        self.text = text
        self.vector = vector
        self.leadID = leadID
        options = SearchOptions(limit: limit, engine: engine, after: after, compares: compares)
        filter = SearchFilter(
            country: country, minRevenueTier: minRevenueTier, maxRevenueTier: maxRevenueTier,
            industry: industry, source: source, tags: tags, routeID: routeID, outcome: outcome,
            createdFrom: createdFrom, createdBefore: createdBefore)
    }
}
