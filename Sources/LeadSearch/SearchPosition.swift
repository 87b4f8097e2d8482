public import Leads
import LeadIndex

/// Where a page of hits ended: behind a similarity and, among equals, an id.
public struct SearchPosition: Sendable, Equatable {
    /// The similarity of the last hit.
    public let similarity: Float
    /// The last hit.
    public let id: LeadID
    /// How many hits the pages so far had.
    public let depth: Int

    /// How deep the index in memory goes, in hits; beyond it PostgreSQL serves.
    public static let mostInMemory = 2_000

    /// Makes the position of its parts.
    public init(similarity: Float, id: LeadID, depth: Int) {
        self.similarity = similarity
        self.id = id
        self.depth = depth
    }

    /// Whether a hit stands behind this position.
    func precedes(_ hit: LeadHit) -> Bool {
        hit.similarity < similarity || (hit.similarity == similarity && hit.id > id)
    }
}

extension LeadHit {
    /// Whether this hit stands before another: more similar, or as similar with the lower id.
    func stands(before other: LeadHit) -> Bool {
        similarity > other.similarity || (similarity == other.similarity && id < other.id)
    }
}
