/// An index that scans 4-bit codes and compares the best of them again in full precision.
///
/// The codes are those of the randomly rotated vectors; a scan of them reads an eighth of what
/// ``ExactIndex`` reads. The similarities returned are exact, and so is the whole answer whenever
/// no more rows are eligible than are compared again. Concurrency is as ``VectorArena`` tells.
///
/// Memory: 4.5 · `dimensions` + 4 bytes a row.
public struct QuantisedIndex: ~Copyable, Sendable {
    /// The vectors, with their rows.
    public internal(set) var vectors: VectorArena
    /// The least number of candidates that are compared again in full precision.
    public let rerank: Int
    var codes: CodeArena

    /// Makes an empty index.
    ///
    /// `seed` determines the rotation, so the same seed gives the same codes; store it with the
    /// model's generation. `rerank` is raised to five for each hit a search asks for. Throws as
    /// ``VectorArena/init(dimensions:instructionSet:)``.
    public init(
        dimensions: Int, seed: UInt64, rerank: Int = 50, instructionSet: InstructionSet = .active
    ) throws(SimilarityError) {
        vectors = try VectorArena(dimensions: dimensions, instructionSet: instructionSet)
        codes = CodeArena(dimensions: dimensions, seed: seed, kernels: vectors.kernels)
        self.rerank = max(1, rerank)
    }

    /// The number of vectors.
    public var count: Int { vectors.count }

    /// The bytes reserved for vectors and codes; the kernel backs those that have been written.
    public var reservedBytes: Int { vectors.reservedBytes + codes.memory.bytes }

    /// The bytes that a row takes.
    public static func bytesPerRow(dimensions: Int) -> Int {
        (dimensions + 15) / 16 * 64 + (dimensions + 7) / 8 * 4 + 4
    }

    /// Takes all rows out and gives their memory back.
    public mutating func removeAll() {
        vectors.removeAll()
        codes.removeAll()
    }

    /// Stores a vector and returns its row; see ``VectorArena/insert(_:)``.
    public mutating func insert(_ vector: Span<Float>) throws(SimilarityError) -> UInt32 {
        let row = try vectors.insert(vector)
        do {
            try codes.reserve(row: row)
        } catch {
            try vectors.remove(row: row)
            throw error
        }
        unsafe codes.encode(vectors.address(row), row: row)
        return row
    }

    /// Replaces the vector of a row; see ``VectorArena/update(row:to:)``.
    public mutating func update(row: UInt32, to vector: Span<Float>) throws(SimilarityError) {
        try vectors.update(row: row, to: vector)
        unsafe codes.encode(vectors.address(row), row: row)
    }

    /// Takes a row out; see ``VectorArena/remove(row:)``.
    public mutating func remove(row: UInt32) throws(SimilarityError) {
        try vectors.remove(row: row)
    }
}
