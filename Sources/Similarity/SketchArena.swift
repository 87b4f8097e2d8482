/// The sketches of vectors, a bit a dimension, in blocks of 64 rows, and their 4-bit codes row by row.
///
/// Both are those of what remains of a vector when a centre is taken off, randomly rotated: the
/// nearer the centre is to the mean of the vectors, the shorter the rests, and the smaller the
/// errors of what is estimated from them.
@safe struct SketchArena: ~Copyable, @unchecked Sendable {
    // `@unchecked`: the arena is the only owner of the memory its pointers name.

    static let rowsPerBlock = 64
    static let rowsPerChunk = VectorArena.rowsPerChunk

    let dimensions: Int
    let kernels: Kernels
    /// Bytes of a sketch.
    let symbols: Int
    /// Runs of 64 bytes of a code, each of 128 dimensions.
    let pieces: Int
    private let rotation: Rotation
    private let step: Float
    private var centre: [Float]
    private var rotatedCentre: [Float]
    private var sketches: ChunkedMemory
    private var codes: ChunkedMemory
    private let scratch: FloatScratch

    init(dimensions: Int, seed: UInt64, kernels: Kernels) {
        self.dimensions = dimensions
        self.kernels = kernels
        symbols = (dimensions + kernels.sketchBits - 1) / kernels.sketchBits
        pieces = (dimensions + 127) / 128
        rotation = Rotation(dimensions: dimensions, seed: seed)
        // The width of a code: the best of uniform 4-bit codes for a normal distribution (Max, 1960).
        step = 0.335 / Float(dimensions).squareRoot()
        centre = Array(repeating: 0, count: dimensions)
        rotatedCentre = centre
        let blocks = Self.rowsPerChunk / Self.rowsPerBlock
        sketches = ChunkedMemory(bytesPerChunk: blocks * Self.bytesPerBlock(symbols: symbols))
        codes = ChunkedMemory(bytesPerChunk: Self.rowsPerChunk * (8 + 64 * pieces))
        scratch = FloatScratch(count: Self.paddedDimensions(symbols, pieces, kernels))
    }

    /// The bytes reserved; the kernel backs those that have been written.
    var reservedBytes: Int { sketches.bytes + codes.bytes }

    /// Floats of a rotated vector that is rounded up to whole symbols and pieces.
    var paddedDimensions: Int { Self.paddedDimensions(symbols, pieces, kernels) }

    /// Makes room for a row; throws ``SimilarityError/Code/outOfMemory``.
    mutating func reserve(row: UInt32) throws(SimilarityError) {
        let chunk = Int(row) / Self.rowsPerChunk
        while unsafe chunk >= sketches.chunks.count { try sketches.grow() }
        while unsafe chunk >= codes.chunks.count { try codes.grow() }
    }

    /// Sets what is taken off vectors; all rows must be written again.
    mutating func moveCentre(to mean: [Float]) {
        centre = mean
        rotatedCentre = mean
        unsafe rotatedCentre.withUnsafeMutableBufferPointer { buffer in
            guard let start = buffer.baseAddress else { return }
            unsafe rotation.apply(to: start, kernels: kernels)
        }
    }

    /// Writes sketch and code of a vector of length 1 to a row that has room.
    mutating func encode(_ vector: UnsafePointer<Float>, row: UInt32) {
        let offset = unsafe centre.withUnsafeBufferPointer { centre in
            unsafe centre.baseAddress.map { unsafe kernels.dotF32(vector, $0, dimensions) } ?? 0
        }
        unsafe rotateRest(of: vector, into: scratch.start)
        let (chunk, place) = Int(row).quotientAndRemainder(dividingBy: Self.rowsPerChunk)
        let block =
            unsafe sketches.chunks[chunk]
            + place / Self.rowsPerBlock * Self.bytesPerBlock(symbols: symbols)
        unsafe kernels.sketchRow(scratch.start, symbols, offset, block, place % Self.rowsPerBlock)
        let length = unsafe kernels.dotF32(scratch.start, scratch.start, dimensions).squareRoot()
        let factors = unsafe codes.chunks[chunk].assumingMemoryBound(to: Float.self) + 2 * place
        let code = unsafe codes.chunks[chunk] + 8 * Self.rowsPerChunk + 64 * pieces * place
        unsafe factors[0] = unsafe kernels.writeCodeRow(
            scratch.start, pieces, step * length, code)
        unsafe factors[1] = offset
    }

    /// Rotates what remains of a vector of length 1 without the centre.
    func rotateRest(of vector: UnsafePointer<Float>, into rest: UnsafeMutablePointer<Float>) {
        unsafe rest.update(from: vector, count: dimensions)
        unsafe rotation.apply(to: rest, kernels: kernels)
        unsafe rotatedCentre.withUnsafeBufferPointer { centre in
            for place in 0..<dimensions { unsafe rest[place] -= centre[place] }
        }
    }

    /// The block of sketches that holds a row that has room.
    func block(of row: Int) -> UnsafeRawPointer {
        let (chunk, place) = row.quotientAndRemainder(dividingBy: Self.rowsPerChunk)
        return unsafe UnsafeRawPointer(sketches.chunks[chunk])
            + place / Self.rowsPerBlock * Self.bytesPerBlock(symbols: symbols)
    }

    /// The codes of a chunk and, before them, the scale and offset of each row.
    func codeChunk(_ chunk: Int) -> (codes: UnsafeRawPointer, factors: UnsafePointer<Float>) {
        let start = unsafe UnsafeRawPointer(codes.chunks[chunk])
        return unsafe (
            start + 8 * Self.rowsPerChunk, start.assumingMemoryBound(to: Float.self)
        )
    }

    private static func bytesPerBlock(symbols: Int) -> Int { 64 * symbols + 512 }

    private static func paddedDimensions(_ symbols: Int, _ pieces: Int, _ kernels: Kernels) -> Int {
        max(symbols * kernels.sketchBits, 128 * pieces)
    }
}
