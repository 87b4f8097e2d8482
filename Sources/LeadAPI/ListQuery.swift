import LeadStore
import Leads
import Schema

/// The query of `GET /leads`.
struct ListQuery: Contracted {
    var limit: Int
    var after: ListCursor?
    var filter: SearchFilter

    static let contract = Contract<Self>(
        "ListQuery", Self.init,
        Field("limit", \.limit, .range(1...100), default: 50, description: "How many at most."),
        Field(
            "after", \.after,
            description: "Goes on behind an earlier answer: its `next`, with the same filter."),
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
            "created_from", \.filter.createdFrom, description: "Stored at this moment or later."),
        Field(
            "created_before", \.filter.createdBefore, description: "Stored before this moment."))

    private init(
        limit: Int, after: ListCursor?, country: CountryCode?, minRevenueTier: Int32?,
        maxRevenueTier: Int32?, industry: String?, source: String?, tags: [String],
        routeID: RouteID?, outcome: Outcome?, createdFrom: AwareTimestamp?,
        createdBefore: AwareTimestamp?
    ) {
        self.limit = limit
        self.after = after
        filter = SearchFilter(
            country: country, minRevenueTier: minRevenueTier, maxRevenueTier: maxRevenueTier,
            industry: industry, source: source, tags: tags, routeID: routeID, outcome: outcome,
            createdFrom: createdFrom, createdBefore: createdBefore)
    }
}

/// Where a list ended, as clients get and send it: opaque to them.
struct ListCursor: ValidatedText {
    let place: ListPlace

    init(_ place: ListPlace) {
        self.place = place
    }

    init(_ text: String) throws(Refusal) {
        var reader = CursorReader(text)
        guard reader.read(UInt8.self) == 1, let moment = reader.read(UInt64.self),
            let high = reader.read(UInt64.self), let low = reader.read(UInt64.self),
            reader.isAtEnd
        else { throw .value("this is no `next` of a list") }
        // No lead is older or younger than the years that PostgreSQL and ISO 8601 share.
        let years = Int64(-62_135_596_800_000_000)...253_402_300_799_999_999
        let bounded = min(max(Int64(bitPattern: moment), years.lowerBound), years.upperBound)
        place = ListPlace(createdAt: bounded, id: LeadID(high: high, low: low))
    }

    static var schemaExtras: JSONObject { ["pattern": "^01[0-9a-fA-F]{48}$"] }

    var text: String {
        var writer = CursorWriter()
        writer.write(UInt8(1))
        writer.write(UInt64(bitPattern: place.createdAt))
        writer.write(place.id.high)
        writer.write(place.id.low)
        return writer.text
    }
}
