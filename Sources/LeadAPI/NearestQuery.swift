import LeadSearch
import Leads
import Schema

/// The query of `GET /leads/{id}/nearest`.
struct NearestQuery: Contracted {
    var options: SearchOptions
    var filter: SearchFilter

    static let contract = Contract<Self>(
        "NearestQuery", Self.init,
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
            "engine", \.options.engine, default: .auto, description: SearchOptions.engineNote),
        Field("after", \.options.after, description: SearchOptions.afterNote),
        Field(
            "compare", \.options.compares, default: false,
            description: SearchOptions.compareNote))

    private init(
        limit: Int, country: CountryCode?, minRevenueTier: Int32?, maxRevenueTier: Int32?,
        industry: String?, source: String?, tags: [String], routeID: RouteID?, outcome: Outcome?,
        engine: SearchEngine, after: SearchCursor?, compares: Bool
    ) {
        options = SearchOptions(limit: limit, engine: engine, after: after, compares: compares)
        filter = SearchFilter(
            country: country, minRevenueTier: minRevenueTier, maxRevenueTier: maxRevenueTier,
            industry: industry, source: source, tags: tags, routeID: routeID, outcome: outcome)
    }
}
