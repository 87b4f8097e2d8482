import Leads
import Similarity

/// The leads of one workspace whose outcome is known: what scores are made of.
///
/// Bounded, so that a score costs the same however many leads there are: when `limit` is reached,
/// the leads with the oldest outcomes leave, a sixteenth at once so that leaving stays cheap.
struct LabelledLeads: ~Copyable, Sendable {
    static let limit = 16_384

    private struct Labelled: Sendable {
        let id: LeadID
        let outcome: Outcome
        let at: Int64
    }

    private var vectors: SketchedIndex
    private var rows: [LeadID: UInt32] = [:]
    private var leads: [Labelled?] = []
    private var won = 0

    init(dimensions: Int, seed: UInt64) throws(SimilarityError) {
        vectors = try SketchedIndex(dimensions: dimensions, seed: seed)
    }

    mutating func upsert(
        _ id: LeadID, vector: [Float], outcome: Outcome, at: Int64
    ) throws(SimilarityError) {
        try remove(id)
        if vectors.count >= Self.limit { try removeOldest(Self.limit / 16) }
        let row = try vectors.insert(vector.span)
        if Int(row) == leads.count { leads.append(nil) }
        leads[Int(row)] = Labelled(id: id, outcome: outcome, at: at)
        rows[id] = row
        if outcome == .won { won += 1 }
    }

    mutating func remove(_ id: LeadID) throws(SimilarityError) {
        guard let row = rows[id] else { return }
        try vectors.remove(row: row)
        if leads[Int(row)]?.outcome == .won { won -= 1 }
        leads[Int(row)] = nil
        rows[id] = nil
    }

    /// The nearest labelled leads to a unit vector, nearest first, and what all of them came to.
    func evidence(_ vector: [Float], k: Int) throws(SimilarityError) -> Evidence {
        guard vectors.count > 0 else { return .none }
        return evidence(of: try vectors.search(vector, k: k))
    }

    /// As ``evidence(_:k:)`` for many vectors, in their order.
    func evidence(forAll queries: [[Float]], k: Int) throws(SimilarityError) -> [Evidence] {
        guard vectors.count > 0 else { return queries.map { _ in .none } }
        return try vectors.search(queries, k: k).map { evidence(of: $0) }
    }

    private func evidence(of hits: [Neighbour]) -> Evidence {
        var neighbours: [LabelledNeighbour] = []
        neighbours.reserveCapacity(hits.count)
        for hit in hits {
            guard let lead = leads[Int(hit.row)] else { continue }
            neighbours.append(
                LabelledNeighbour(id: lead.id, similarity: hit.similarity, outcome: lead.outcome))
        }
        let baseRate = Float(won) / Float(vectors.count)
        return Evidence(neighbours: neighbours, baseRate: baseRate, labelled: vectors.count)
    }

    private mutating func removeOldest(_ count: Int) throws(SimilarityError) {
        let sorted = leads.compactMap(\.self).sorted { ($0.at, $0.id) < ($1.at, $1.id) }
        for lead in sorted.prefix(count) { try remove(lead.id) }
    }
}
