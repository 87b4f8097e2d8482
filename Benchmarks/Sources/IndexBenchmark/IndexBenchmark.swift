import LeadIndex
import LeadStore
import Leads

/// What the index of leads costs: IndexBenchmark [LEADS].
///
/// CPU time of the process; medians of five rounds.
@main
enum IndexBenchmark {
    static let dimensions = 256
    static let workspace = WorkspaceID.make()

    static func main() async throws {
        let count = CommandLine.arguments.dropFirst().first.flatMap { Int($0) } ?? 100_000
        let index = try LeadIndex(dimensions: dimensions, seed: 1)
        var random = SystemRandomNumberGenerator()
        let points = (0..<500).map { _ in
            (0..<dimensions).map { _ in Float.random(in: -1...1, using: &random) }
        }
        let leads = (0..<min(count, 20_000)).map { lead($0, points) }
        for start in stride(from: 0, to: count, by: leads.count) {
            // The same leads under new ids, so that memory holds the index and little else.
            let fresh = leads.prefix(count - start).map { lead in
                var lead = lead
                lead.id = .make()
                return lead
            }
            try report("upsert of a new lead, \(start) there", per: fresh.count, rounds: 1) {
                for first in stride(from: 0, to: fresh.count, by: 32) {
                    try index.upsert(Array(fresh[first..<min(first + 32, fresh.count)]))
                }
            }
        }
        let queries = points.prefix(256).map { LeadQuery(vector: $0, k: 10, workspace: workspace) }
        try report("search alone", per: 256) {
            for query in queries {
                _ = try index.search(query.vector, k: 10, workspace: workspace)
            }
        }
        try report("search of 256 together", per: 256) { _ = try index.search(queries) }
        for (name, filter) in filters {
            let filtered = queries.map { query in
                var query = query
                query.filter = filter
                return query
            }
            let hits = try index.search(
                filtered[0].vector, k: count, filter: filter, workspace: workspace)
            let share = Double(hits.count * 1000 / count) / 10
            try report("\(name), \(share) % pass, alone", per: 256) {
                for query in filtered {
                    _ = try index.search(
                        query.vector, k: 10, filter: filter, workspace: workspace)
                }
            }
            try report("\(name), \(share) % pass, 256 together", per: 256) {
                _ = try index.search(filtered)
            }
        }
        try scores(leads.prefix(10_000), queries.map(\.vector))
    }

    /// What scores cost: the nearest 25 of labelled leads, for batches as the ingest lane has.
    private static func scores(
        _ leads: ArraySlice<IndexedLead>, _ queries: [[Float]]
    ) throws {
        let index = try LeadIndex(dimensions: dimensions, seed: 1)
        try index.upsert(
            leads.map { lead in
                var lead = lead
                lead.outcome = .won
                return lead
            })
        for size in [8, 32] {
            try report("evidence among \(leads.count) labelled, \(size) together", per: 256) {
                for first in stride(from: 0, to: queries.count, by: size) {
                    _ = try index.evidence(
                        forAll: Array(queries[first..<first + size]), k: 25, workspace: workspace)
                }
            }
        }
    }

    private static let filters: [(String, LeadFilter)] = [
        ("tier from 5", LeadFilter(minRevenueTier: 5)),
        ("tier 10", LeadFilter(minRevenueTier: 10)),
        ("country", LeadFilter(country: "DE")),
        ("country and tier", LeadFilter(country: "DE", minRevenueTier: 10)),
        ("tag", LeadFilter(tags: ["sso"])),
    ]

    private static func lead(_ number: Int, _ points: [[Float]]) -> IndexedLead {
        let (a, b) = (points[number % 500], points[number * 7919 / 500 % 500])
        let letters: [UInt8] = [68 + UInt8(number / 10 % 5), 69 + UInt8(number / 50 % 6)]
        return IndexedLead(
            id: .make(), workspace: workspace, vector: zip(a, b).map { $0 + $1 },
            country: String(decoding: letters, as: UTF8.self), revenueTier: Int32(number % 11),
            industry: "Software \(number % 30)", source: "webform",
            tags: number % 4 == 0 ? ["sso", "audit"] : ["demo", "q\(number % 9)"], route: nil,
            outcome: nil, outcomeAt: 0, createdAt: Int64(number), transaction: 1)
    }

    private static func report(
        _ what: String, per count: Int, rounds: Int = 5, _ body: () throws -> Void
    ) rethrows {
        let times = try (0..<rounds).map { _ in
            let start = ProcessTime.now
            try body()
            return (ProcessTime.now - start) / Double(count) * 1e6
        }.sorted()
        let text = String((times[rounds / 2] * 100).rounded() / 100)
        print(String(repeating: " ", count: max(0, 9 - text.count)) + text + " µs  " + what)
    }
}
