import LeadIndex
import LeadStore
import Similarity

/// Ranks candidates of PostgreSQL by the similarity that the index in memory would tell.
///
/// Both engines then give the same hits: pgvector adds up in another order, and rounds otherwise.
struct HitRanking {
    private let query: [Float]

    /// How far pgvector's distance and the similarity here may differ by rounding.
    static let tolerance: Float = 4e-6

    /// Takes the query, of length 1.
    init(query: [Float]) {
        self.query = query
    }

    /// The hits, best first, ties by id.
    func hits(_ candidates: [VectorCandidate]) throws(SimilarityError) -> [LeadHit] {
        var hits: [LeadHit] = []
        hits.reserveCapacity(candidates.count)
        for candidate in candidates {
            let vector = try normalised(candidate.vector.span)
            let similarity = try dotProduct(query.span, vector.span)
            hits.append(LeadHit(id: candidate.id, similarity: similarity))
        }
        return hits.sorted { $0.stands(before: $1) }
    }
}
