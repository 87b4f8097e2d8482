/// An index that compares a query with every vector in full precision.
///
/// The answer is exact up to the rounding of `Float`. Right up to some ten thousand rows, and the
/// measure of every approximate index. Concurrency is as ``VectorArena`` tells.
public struct ExactIndex: ~Copyable, Sendable {
    /// The vectors, with their rows.
    public private(set) var vectors: VectorArena

    /// Makes an empty index; see ``VectorArena/init(dimensions:instructionSet:)``.
    public init(
        dimensions: Int, instructionSet: InstructionSet = .active
    ) throws(SimilarityError) {
        vectors = try VectorArena(dimensions: dimensions, instructionSet: instructionSet)
    }

    /// The number of vectors.
    public var count: Int { vectors.count }

    /// Stores a vector and returns its row; see ``VectorArena/insert(_:)``.
    public mutating func insert(_ vector: Span<Float>) throws(SimilarityError) -> UInt32 {
        try vectors.insert(vector)
    }

    /// Replaces the vector of a row; see ``VectorArena/update(row:to:)``.
    public mutating func update(row: UInt32, to vector: Span<Float>) throws(SimilarityError) {
        try vectors.update(row: row, to: vector)
    }

    /// Takes a row out; see ``VectorArena/remove(row:)``.
    public mutating func remove(row: UInt32) throws(SimilarityError) {
        try vectors.remove(row: row)
    }

    /// The `k` rows nearest to the query; see ``VectorArena/search(_:k:filter:)``.
    public func search(
        _ query: Span<Float>, k: Int, filter: RowBitmap? = nil
    ) throws(SimilarityError) -> [Neighbour] {
        try vectors.search(query, k: k, filter: filter)
    }

    /// The nearest rows of many queries; see ``VectorArena/search(batch:k:filter:)``.
    public func search(
        batch queries: Span<Float>, k: Int, filter: RowBitmap? = nil
    ) throws(SimilarityError) -> [[Neighbour]] {
        try vectors.search(batch: queries, k: k, filter: filter)
    }
}
