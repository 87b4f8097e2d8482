public import Leads

/// A lead that a search found.
public struct LeadHit: Sendable, Equatable {
    /// The lead.
    public let id: LeadID
    /// Cosine similarity to the query, -1…1.
    public let similarity: Float

    /// Makes the hit of its parts.
    public init(id: LeadID, similarity: Float) {
        self.id = id
        self.similarity = similarity
    }
}
