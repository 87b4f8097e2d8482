/// Rotated queries as 8-bit integers, with the bias that the kernels take off each sum.
///
/// A code c stands for c − 7.5, so the sum over codes is too large by 7.5 · Σ query. The queries'
/// own scale is left out: it is the same for all rows.
@safe struct CodedQueries: ~Copyable {
    let words: UnsafeMutablePointer<Int32>
    let biases: UnsafeMutablePointer<Float>
    let wordsPerQuery: Int
    let count: Int

    init(count: Int, groups: Int) {
        self.count = count
        wordsPerQuery = 2 * groups
        unsafe words = .allocate(capacity: count * wordsPerQuery)
        unsafe words.initialize(repeating: 0, count: count * wordsPerQuery)
        unsafe biases = .allocate(capacity: count)
        unsafe biases.initialize(repeating: 0, count: count)
    }

    deinit {
        unsafe words.deallocate()
        unsafe biases.deallocate()
    }

    /// Rounds a rotated query of `4 * wordsPerQuery` floats, a multiple of 8, to −127…127 steps, and
    /// returns the step.
    @discardableResult
    func write(_ rotated: UnsafePointer<Float>, at slot: Int) -> Float {
        let count = 4 * wordsPerQuery
        let bytes = unsafe UnsafeRawPointer(rotated)
        var largest = SIMD8<Float>(repeating: 1e-30)
        for start in stride(from: 0, to: 4 * count, by: 32) {
            let lanes = unsafe bytes.loadUnaligned(fromByteOffset: start, as: SIMD8<Float>.self)
            let lengths = SIMD8<Float>(bitPattern: lanes.bitPattern & 0x7FFF_FFFF)
            largest.replace(with: lengths, where: lengths .> largest)
        }
        let scale = 127 / largest.max()
        let target = unsafe UnsafeMutableRawPointer(words + slot * wordsPerQuery)
        var sums = SIMD8<Int32>()
        for start in stride(from: 0, to: count, by: 8) {
            let lanes = unsafe bytes.loadUnaligned(fromByteOffset: 4 * start, as: SIMD8<Float>.self)
            // Adding 1.5 · 2²³ leaves the nearest integer in the low bits.
            let shifted = lanes * scale + 12_582_912
            let levels = SIMD8<Int32>(truncatingIfNeeded: shifted.bitPattern) &- 0x4B40_0000
            sums &+= levels
            unsafe target.storeBytes(
                of: SIMD8<Int8>(truncatingIfNeeded: levels), toByteOffset: start,
                as: SIMD8<Int8>.self)
        }
        unsafe biases[slot] = 7.5 * Float(sums.wrappedSum())
        return 1 / scale
    }
}

extension SIMD8<Float> {
    fileprivate init(bitPattern: SIMD8<UInt32>) {
        self = unsafe unsafeBitCast(bitPattern, to: Self.self)
    }

    fileprivate var bitPattern: SIMD8<UInt32> { unsafe unsafeBitCast(self, to: SIMD8<UInt32>.self) }
}
