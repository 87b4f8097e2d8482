/// An index of some thousand vectors that are searched for again and again: three passes, each over
/// fewer rows and more exact than the one before.
///
/// Sketches of a bit a dimension are compared with all rows, 4-bit codes with the best of those, and
/// the vectors themselves with the best of these. So an answer may lack a row of those that are
/// hardly nearer than others; the similarities returned are exact. Vectors are compared by what
/// remains of them without their mean, which is found anew when as many have come as there were.
/// Concurrency is as ``VectorArena`` tells.
///
/// Memory: 4.7 · `dimensions` + 16 bytes a row.
public struct SketchedIndex: ~Copyable, Sendable {
    /// The least number of hits for which rows are compared by their codes and in full precision.
    static let leastHits = 25
    /// Rows compared by their codes for each hit.
    static let codesPerHit = 13
    /// Rows compared in full precision for five hits.
    static let vectorsPerFiveHits = 8
    private static let rowsToCentre = 64

    /// The vectors, with their rows.
    public private(set) var vectors: VectorArena
    var sketches: SketchArena
    /// Vectors that came since the mean was found, and how many make it be found anew.
    private var arrivals = 0
    private var arrivalsToCentre = rowsToCentre

    /// Makes an empty index.
    ///
    /// `seed` determines the rotation, so the same seed and changes give the same answers. Throws
    /// as ``VectorArena/init(dimensions:instructionSet:)``.
    public init(
        dimensions: Int, seed: UInt64, instructionSet: InstructionSet = .active
    ) throws(SimilarityError) {
        vectors = try VectorArena(dimensions: dimensions, instructionSet: instructionSet)
        sketches = SketchArena(dimensions: dimensions, seed: seed, kernels: vectors.kernels)
    }

    /// The number of vectors.
    public var count: Int { vectors.count }

    /// The bytes reserved for vectors, sketches and codes; the kernel backs those that have been
    /// written.
    public var reservedBytes: Int { vectors.reservedBytes + sketches.reservedBytes }

    /// Stores a vector and returns its row; see ``VectorArena/insert(_:)``.
    public mutating func insert(_ vector: Span<Float>) throws(SimilarityError) -> UInt32 {
        let row = try vectors.insert(vector)
        do {
            try sketches.reserve(row: row)
        } catch {
            try vectors.remove(row: row)
            throw error
        }
        written(row)
        return row
    }

    /// Replaces the vector of a row; see ``VectorArena/update(row:to:)``.
    public mutating func update(row: UInt32, to vector: Span<Float>) throws(SimilarityError) {
        try vectors.update(row: row, to: vector)
        written(row)
    }

    /// Takes a row out; see ``VectorArena/remove(row:)``.
    public mutating func remove(row: UInt32) throws(SimilarityError) {
        try vectors.remove(row: row)
    }

    private mutating func written(_ row: UInt32) {
        arrivals += 1
        guard arrivals >= arrivalsToCentre else {
            return unsafe sketches.encode(vectors.address(row), row: row)
        }
        arrivals = 0
        arrivalsToCentre = max(count, Self.rowsToCentre)
        sketches.moveCentre(to: vectors.mean())
        for row in 0..<UInt32(vectors.rowLimit) where vectors.rows.contains(row) {
            unsafe sketches.encode(vectors.address(row), row: row)
        }
    }
}

extension VectorArena {
    /// The mean of all vectors; zeros without any.
    fileprivate func mean() -> [Float] {
        var sums = [Float](repeating: 0, count: dimensions)
        for row in 0..<UInt32(rowLimit) where rows.contains(row) {
            let vector = unsafe address(row)
            for place in 0..<dimensions { unsafe sums[place] += vector[place] }
        }
        return sums.map { $0 / Float(max(count, 1)) }
    }
}
