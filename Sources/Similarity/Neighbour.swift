/// One hit of a search: a row of the index and how near it is to the query.
public struct Neighbour: Sendable, Equatable, Hashable {
    /// The row number that `insert` gave out.
    public let row: UInt32
    /// The cosine similarity, −1…1 but for rounding.
    public let similarity: Float

    /// Makes a hit.
    @inlinable
    public init(row: UInt32, similarity: Float) {
        self.row = row
        self.similarity = similarity
    }

    /// Whether this hit stands before `other`: more similar, or as similar with the lower row.
    @inlinable
    public func precedes(_ other: Neighbour) -> Bool {
        similarity > other.similarity
            || (similarity == other.similarity && row < other.row)
    }
}
