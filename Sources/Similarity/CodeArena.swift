/// The 4-bit codes of rotated vectors, in blocks of 16 rows in huge-page memory.
///
/// Memory: `dimensions` / 2 + 4 bytes a row, dimensions rounded up to 8.
@safe struct CodeArena: ~Copyable, @unchecked Sendable {
    // `@unchecked`: the arena is the only owner of the memory its pointers name.

    static let rowsPerBlock = 16
    static let rowsPerChunk = VectorArena.rowsPerChunk

    let groups: Int
    let kernels: Kernels
    private let rotation: Rotation
    let bytesPerBlock: Int
    /// The width of a code: the best of uniform 4-bit codes for a normal distribution (Max, 1960).
    private let step: Float
    private(set) var memory: ChunkedMemory
    private let scratch: FloatScratch

    init(dimensions: Int, seed: UInt64, kernels: Kernels) {
        groups = (dimensions + 7) / 8
        self.kernels = kernels
        rotation = Rotation(dimensions: dimensions, seed: seed)
        bytesPerBlock = 64 * groups + 64
        step = 0.335 / Float(dimensions).squareRoot()
        memory = ChunkedMemory(bytesPerChunk: Self.rowsPerChunk / Self.rowsPerBlock * bytesPerBlock)
        scratch = FloatScratch(count: 8 * groups)
    }

    /// Makes room for a row; throws ``SimilarityError/Code/outOfMemory``.
    mutating func reserve(row: UInt32) throws(SimilarityError) {
        while unsafe Int(row) / Self.rowsPerChunk >= memory.chunks.count { try memory.grow() }
    }

    mutating func removeAll() { memory.removeAll() }

    /// Writes the code of a vector of length 1 to a row that has room.
    mutating func encode(_ vector: UnsafePointer<Float>, row: UInt32) {
        unsafe encoder.encode(vector, row: row, scratch: scratch)
    }

    /// What writes codes, to be used by several threads for different rows.
    var encoder: Encoder {
        unsafe Encoder(
            groups: groups, bytesPerBlock: bytesPerBlock, step: step, rotation: rotation,
            kernels: kernels, chunks: memory.chunks)
    }

    /// Rotates a query of length 1 and writes it as the kernels want it.
    func encodeQuery(
        _ query: UnsafePointer<Float>, into coded: borrowing CodedQueries, at slot: Int
    ) {
        let rotated = FloatScratch(count: 8 * groups)
        unsafe rotated.start.update(from: query, count: rotation.dimensions)
        unsafe rotation.apply(to: rotated.start, kernels: kernels)
        unsafe coded.write(rotated.start, at: slot)
    }

    /// The block that holds a row that has room.
    func block(of row: Int) -> UnsafeRawPointer {
        let (chunk, offset) = row.quotientAndRemainder(dividingBy: Self.rowsPerChunk)
        return unsafe UnsafeRawPointer(memory.chunks[chunk])
            + offset / Self.rowsPerBlock * bytesPerBlock
    }
}
