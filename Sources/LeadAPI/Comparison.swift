import LeadStore
import Leads
import Schema

/// The fields in which a hit is like the lead that was searched by, and those in which it is not.
///
/// Fields that neither lead has are in neither list.
struct Comparison: Contracted {
    var matching: [String]
    var differing: [Difference]

    static let contract = Contract<Self>(
        "Comparison", Self.init,
        Field("matching", \.matching, description: "The fields with the same value."),
        Field("differing", \.differing, description: "The fields with another value."))
}

/// A field in which two leads differ.
struct Difference: Contracted {
    var field: String
    var hit: JSONValue
    var query: JSONValue

    static let contract = Contract<Self>(
        "Difference", Self.init,
        Field("field", \.field, example: "industry"),
        Field("hit", \.hit, description: "The value of the hit; of tags those it has alone."),
        Field(
            "query", \.query,
            description: "The value of the lead searched by; of tags those it has alone."))
}

extension Comparison {
    /// Compares a hit with the lead that was searched by; words without regard to case.
    init(of hit: LeadTraits, with query: LeadTraits) {
        matching = []
        differing = []
        for ((field, one), (_, other)) in zip(hit.words, query.words)
        where one != nil || other != nil {
            if one?.lowercased() == other?.lowercased() {
                matching.append(field)
            } else {
                differing.append(
                    Difference(field: field, hit: .optional(one), query: .optional(other)))
            }
        }
        compareNumbers("revenue_tier", hit.revenueTier, query.revenueTier)
        compareNumbers("employee_count", hit.employeeCount, query.employeeCount)
        compareTags(hit.tags, query.tags)
    }

    private mutating func compareNumbers(_ field: String, _ one: Int32?, _ other: Int32?) {
        guard one != nil || other != nil else { return }
        if one == other { return matching.append(field) }
        differing.append(
            Difference(
                field: field, hit: one.map { .integer(Int64($0)) } ?? .null,
                query: other.map { .integer(Int64($0)) } ?? .null))
    }

    private mutating func compareTags(_ one: [String], _ other: [String]) {
        let (mine, theirs) = (Set(one.map { $0.lowercased() }), Set(other.map { $0.lowercased() }))
        if !mine.isDisjoint(with: theirs) { matching.append("tags") }
        guard mine != theirs else { return }
        func alone(_ tags: [String], _ others: Set<String>) -> JSONValue {
            .array(tags.filter { !others.contains($0.lowercased()) }.map { .string($0) })
        }
        differing.append(
            Difference(field: "tags", hit: alone(one, theirs), query: alone(other, mine)))
    }
}

extension LeadTraits {
    fileprivate var words: [(String, String?)] {
        [
            ("company", company), ("job_title", jobTitle), ("industry", industry),
            ("country", country), ("source", source), ("route", route),
            ("outcome", outcome?.rawValue),
        ]
    }
}

extension JSONValue {
    fileprivate static func optional(_ text: String?) -> JSONValue {
        text.map { .string($0) } ?? .null
    }
}
