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

    /// Rounds a rotated query of `4 * wordsPerQuery` floats to −127…127.
    func write(_ rotated: UnsafePointer<Float>, at slot: Int) {
        let count = 4 * wordsPerQuery
        var largest: Float = 1e-30
        for i in 0..<count { largest = unsafe max(largest, abs(rotated[i])) }
        let scale = 127 / largest
        let bytes = unsafe UnsafeMutableRawPointer(words + slot * wordsPerQuery)
        var sum = 0
        for i in 0..<count {
            let level = unsafe Int8((rotated[i] * scale).rounded())
            unsafe bytes.storeBytes(of: level, toByteOffset: i, as: Int8.self)
            sum += Int(level)
        }
        unsafe biases[slot] = 7.5 * Float(sum)
    }
}
