/// Rows that were given out and hold nothing yet, for one thread to fill while others fill theirs.
///
/// They are not searched for meanwhile. It must not outlive the index it came from.
@safe public struct OpenRows: ~Copyable, @unchecked Sendable {
    // `@unchecked`: each row is given out once, so that no two threads write to one place; chunks
    // of memory never move.

    /// The rows.
    public let rows: Range<UInt32>
    private let dimensions: Int
    private let stride: Int
    private let encoder: CodeArena.Encoder
    private let vectorChunks: [UnsafeMutableRawPointer]
    private let scratch: FloatScratch

    init(rows: Range<UInt32>, vectors: borrowing VectorArena, codes: borrowing CodeArena) {
        self.rows = rows
        dimensions = vectors.dimensions
        stride = vectors.stride
        unsafe vectorChunks = unsafe vectors.memory.chunks
        encoder = codes.encoder
        scratch = FloatScratch(count: encoder.paddedDimensions)
    }

    /// Writes the vector of a row, scaled to length 1, and its code.
    ///
    /// Throws as ``VectorArena/insert(_:)``; the row then holds zeros and must be removed.
    public func write(_ vector: Span<Float>, row: UInt32) throws(SimilarityError) {
        let (chunk, offset) = Int(row).quotientAndRemainder(dividingBy: VectorArena.rowsPerChunk)
        let target =
            unsafe vectorChunks[chunk].assumingMemoryBound(to: Float.self)
            + offset * stride
        unsafe try normalise(
            vector, dimensions: dimensions, into: target, kernels: encoder.kernels)
        unsafe encoder.encode(target, row: row, scratch: scratch)
    }
}

extension QuantisedIndex {
    /// Gives out so many new rows at once; see ``OpenRows``.
    ///
    /// Throws ``SimilarityError/Code/outOfMemory``; the index is then unchanged.
    public mutating func open(count: Int) throws(SimilarityError) -> OpenRows {
        let first = vectors.rowLimit
        guard let end = UInt32(exactly: first + count) else {
            throw SimilarityError(code: .outOfMemory, message: "all 2³² row numbers are in use")
        }
        if count > 0 {
            try vectors.reserve(rows: first + count)
            try codes.reserve(row: end - 1)
        }
        vectors.appendRows(count)
        return OpenRows(rows: UInt32(first)..<end, vectors: vectors, codes: codes)
    }
}
