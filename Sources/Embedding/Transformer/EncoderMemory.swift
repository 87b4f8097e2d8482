/// The memory of one pass of an encoder over some tokens, and the kernels that work in it.
///
/// The rows of each matrix are padded, see ``ModelKernels/padded(rows:)``. What stands in rows
/// that belong to no token is never looked at.
@safe struct EncoderMemory: ~Copyable {
    typealias Floats = UnsafeMutablePointer<Float>

    let kernels: ModelKernels

    /// The state of each token.
    let state: Floats

    /// What comes out of the attention.
    let attended: Floats

    /// Query, key and value of each token side by side.
    let attentionInput: Floats

    /// What stands between the two layers of the feed-forward part.
    let middle: Floats

    /// The scores of one head in one text, and its keys and values as panels.
    let scores: Floats
    let keys: Floats
    let values: Floats

    /// Zeros, as many as a text has tokens or a head values: a product without a bias.
    let zeros: Floats

    /// The two numbers of each quantised row; the quantised rows.
    let rowFactors: Floats
    let bytes: UnsafeMutableRawPointer

    /// Scratch memory of the kernels.
    let scratch: Floats

    private let memory: UnsafeMutableRawPointer

    /// Allocates memory for so many tokens, `longest` of them in one text; all of it is 0.
    init(_ sizes: EncoderSizes, tokens: Int, longest: Int, kernels: ModelKernels) {
        let rows = ModelKernels.padded(rows: tokens)
        let (tall, wide) = (ModelKernels.padded(rows: longest), ModelKernels.padded(longest))
        let counts = [
            rows * sizes.hidden, rows * sizes.attention, 3 * rows * sizes.attention,
            rows * sizes.middle, tall * wide, wide * sizes.head, longest * sizes.head, 2 * rows,
            ModelKernels.scratchSize, rows * sizes.widest * kernels.activationBytes / 4,
            max(wide, sizes.head),
        ]
        // Each part begins at a cache line.
        let offsets = counts.reduce(into: [0]) { $0.append(($0[$0.count - 1] + 4 * $1 + 63) & ~63) }
        let size = offsets[counts.count]
        let start = UnsafeMutableRawPointer.allocate(byteCount: size, alignment: 64)
        unsafe start.initializeMemory(as: UInt8.self, repeating: 0, count: size)
        let parts = unsafe offsets.map {
            unsafe (start + $0).assumingMemoryBound(to: Float.self)
        }
        self.kernels = kernels
        unsafe memory = start
        unsafe state = parts[0]
        unsafe attended = parts[1]
        unsafe attentionInput = parts[2]
        unsafe middle = parts[3]
        unsafe scores = parts[4]
        unsafe keys = parts[5]
        unsafe values = parts[6]
        unsafe rowFactors = parts[7]
        unsafe scratch = parts[8]
        unsafe bytes = UnsafeMutableRawPointer(parts[9])
        unsafe zeros = parts[10]
    }

    deinit {
        unsafe memory.deallocate()
    }
}
