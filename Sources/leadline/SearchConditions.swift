import ArgumentParser
import Leads
import Schema

/// The flags that say which leads a search may return.
struct SearchConditions: ParsableArguments {
    @Option(help: "Only leads of this country (ISO 3166 alpha-2).") var country: String?
    @Option(help: "Only leads of at least this revenue tier, 0 to 10.") var minRevenueTier: Int?
    @Option(help: "Only leads of at most this revenue tier, 0 to 10.") var maxRevenueTier: Int?
    @Option(help: "Only leads of this industry.") var industry: String?
    @Option(help: "Only leads of this source.") var source: String?
    @Option(help: "Only leads with this tag; may be given several times.") var tag: [String] = []
    @Option(help: "Only leads that went to the route of this id.") var route: String?
    @Option(help: "Only leads of this outcome: won, lost, disqualified.") var outcome: String?
    @Option(help: "Only leads stored at this moment (RFC 3339) or later.") var createdFrom: String?
    @Option(help: "Only leads stored before this moment (RFC 3339).") var createdBefore: String?

    /// The conditions as a filter.
    ///
    /// - Returns: The filter.
    /// - Throws: `ValidationError` that names the flag.
    func filter() throws -> LeadFilter {
        LeadFilter(
            country: try country.map { text in
                try parsed("--country") { () throws(Refusal) in try CountryCode(text).text }
            },
            minRevenueTier: try tier(minRevenueTier, "--min-revenue-tier"),
            maxRevenueTier: try tier(maxRevenueTier, "--max-revenue-tier"), industry: industry,
            source: source, tags: tag,
            route: try known(route, "--route is the id of a route.") { RouteID($0) },
            outcome: try known(outcome, "--outcome is won, lost or disqualified.") {
                Outcome(rawValue: $0)
            },
            createdFrom: try moment(createdFrom, "--created-from"),
            createdBefore: try moment(createdBefore, "--created-before"))
    }

    private func tier(_ value: Int?, _ flag: String) throws -> Int32? {
        guard let value else { return nil }
        guard (0...10).contains(value) else { throw ValidationError("\(flag) is 0 to 10.") }
        return Int32(value)
    }

    private func moment(_ text: String?, _ flag: String) throws -> Int64? {
        try text.map { text in
            try parsed(flag) { () throws(Refusal) in
                try AwareTimestamp(text).timestamp.microseconds
            }
        }
    }

    private func known<Value>(
        _ text: String?, _ message: String, _ read: (String) -> Value?
    ) throws -> Value? {
        guard let text else { return nil }
        guard let value = read(text) else { throw ValidationError(message) }
        return value
    }

    private func parsed<Value>(_ flag: String, _ read: () throws(Refusal) -> Value) throws -> Value
    {
        do throws(Refusal) {
            return try read()
        } catch {
            throw ValidationError("\(flag): \(error.msg)")
        }
    }
}
