import Leads
import Postgres

extension LeadFilter {
    /// The filter as conditions on `leads l`, each with `and` before it; nil when it lets all
    /// leads through.
    var conditions: SQL? {
        guard !isEmpty else { return nil }
        var sql: SQL = ""
        func add(_ condition: SQL) { sql = "\(sql) and \(condition)" }
        if let country { add("l.country = \(country.uppercased())") }
        if let minRevenueTier { add("l.revenue_tier >= \(minRevenueTier)") }
        if let maxRevenueTier { add("l.revenue_tier <= \(maxRevenueTier)") }
        if let industry { add(FoldedWord(industry).isEqual(to: "l.industry")) }
        if let source { add(FoldedWord(source).isEqual(to: "l.source")) }
        for tag in tags {
            let isTag = FoldedWord(tag).isEqual(to: "t.tag")
            add("exists (select from unnest(l.tags) t (tag) where \(isTag))")
        }
        if let route { add("l.route_id = \(route.uuid)") }
        if let outcome { add("l.outcome = \(outcome.rawValue)") }
        if let createdFrom {
            add("l.created_at >= \(PostgresTimestamp(microsecondsSince1970: createdFrom))")
        }
        if let createdBefore {
            add("l.created_at < \(PostgresTimestamp(microsecondsSince1970: createdBefore))")
        }
        return sql
    }
}
