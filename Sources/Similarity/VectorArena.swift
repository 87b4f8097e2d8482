/// Normalised float vectors of one length, in aligned rows whose numbers are stable.
///
/// A removed row's number is given out again by a later ``insert(_:)``; all other rows keep theirs.
/// Rows start on 64-byte borders in huge-page memory that never moves. Reading from several threads
/// is safe while nobody writes; ownership (`~Copyable`, `mutating`) makes the compiler see to it.
///
/// Memory: 4 · `dimensions` bytes a row, rounded up to 64.
@safe public struct VectorArena: ~Copyable, @unchecked Sendable {
    // `@unchecked`: the arena is the only owner of the memory its pointers name.

    static let rowsPerChunk = 16_384

    /// The length of every vector.
    public let dimensions: Int
    /// The rows that hold a vector.
    public private(set) var rows = RowBitmap()
    /// The number of rows that hold a vector.
    public private(set) var count = 0
    /// One more than the highest row number ever given out.
    public private(set) var rowLimit = 0

    /// The bytes reserved for vectors; the kernel backs those that have been written.
    public var reservedBytes: Int { memory.bytes }

    /// Floats from one row to the next, a multiple of 16; those past `dimensions` are zero.
    let stride: Int
    let kernels: Kernels
    private(set) var memory: ChunkedMemory
    private var freeRows: [UInt32] = []

    /// Makes an empty arena for vectors of 1…65,536 dimensions.
    ///
    /// Throws ``SimilarityError/Code/invalidArgument``. `instructionSet` is for tests and
    /// measurements; the default is the tier chosen at start.
    public init(
        dimensions: Int, instructionSet: InstructionSet = .active
    ) throws(SimilarityError) {
        guard (1...65_536).contains(dimensions) else {
            throw SimilarityError(
                code: .invalidArgument, message: "dimensions must be 1…65536, got \(dimensions)")
        }
        self.dimensions = dimensions
        stride = (dimensions + 15) / 16 * 16
        kernels = .of(instructionSet)
        // The batched kernel may read, and forget, up to a tile of rows past a chunk's end.
        let rows = Self.rowsPerChunk + kernels.tileRows
        memory = ChunkedMemory(bytesPerChunk: rows * stride * 4)
    }

    /// Stores the vector, scaled to length 1, and returns its row.
    ///
    /// Throws ``SimilarityError/Code/wrongDimensions``, `notFinite`, `zeroVector`, `outOfMemory`;
    /// the arena is then unchanged.
    public mutating func insert(_ vector: Span<Float>) throws(SimilarityError) -> UInt32 {
        let row = if let free = freeRows.last { free } else { try newRow() }
        unsafe try normalise(vector, dimensions: dimensions, into: address(row), kernels: kernels)
        if Int(row) == rowLimit { rowLimit += 1 } else { freeRows.removeLast() }
        rows.insert(row)
        count += 1
        return row
    }

    /// Replaces the vector of a row.
    ///
    /// Throws as ``insert(_:)``, or ``SimilarityError/Code/rowNotFound``; the old vector then stays.
    public mutating func update(row: UInt32, to vector: Span<Float>) throws(SimilarityError) {
        guard rows.contains(row) else { throw .rowNotFound(row) }
        unsafe try normalise(vector, dimensions: dimensions, into: address(row), kernels: kernels)
    }

    /// Takes a row out; its number may be given out again.
    ///
    /// Throws ``SimilarityError/Code/rowNotFound``.
    public mutating func remove(row: UInt32) throws(SimilarityError) {
        guard rows.contains(row) else { throw .rowNotFound(row) }
        rows.remove(row)
        freeRows.append(row)
        count -= 1
    }

    /// Takes all rows out and gives their memory back.
    public mutating func removeAll() {
        rows = RowBitmap()
        count = 0
        rowLimit = 0
        freeRows = []
        memory.removeAll()
    }

    /// Calls `body` with the stored vector of a row, of length 1.
    ///
    /// Throws ``SimilarityError/Code/rowNotFound``.
    public func withVector<Result>(
        row: UInt32, _ body: (Span<Float>) -> Result
    ) throws(SimilarityError) -> Result {
        guard rows.contains(row) else { throw .rowNotFound(row) }
        return unsafe body(Span(_unsafeStart: address(row), count: dimensions))
    }

    /// The first float of a row below ``rowLimit``.
    func address(_ row: UInt32) -> UnsafeMutablePointer<Float> {
        let (chunk, offset) = Int(row).quotientAndRemainder(dividingBy: Self.rowsPerChunk)
        return unsafe memory.chunks[chunk].assumingMemoryBound(to: Float.self) + offset * stride
    }

    /// Makes room for so many rows in all; throws ``SimilarityError/Code/outOfMemory``.
    mutating func reserve(rows: Int) throws(SimilarityError) {
        while unsafe rows > memory.chunks.count * Self.rowsPerChunk { try memory.grow() }
    }

    /// Gives out rows that have room, whatever they hold.
    mutating func appendRows(_ added: Int) {
        for row in rowLimit..<rowLimit + added { rows.insert(UInt32(truncatingIfNeeded: row)) }
        rowLimit += added
        count += added
    }

    private mutating func newRow() throws(SimilarityError) -> UInt32 {
        guard let row = UInt32(exactly: rowLimit) else {
            throw SimilarityError(code: .outOfMemory, message: "all 2³² row numbers are in use")
        }
        if unsafe rowLimit == memory.chunks.count * Self.rowsPerChunk { try memory.grow() }
        return row
    }
}
