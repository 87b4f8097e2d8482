/// At least the `k` best of the rows it is shown, strip by strip, for a fraction of a heap's work.
///
/// Rows above a threshold are collected. The first strip sets it so that a few times `k` of all
/// rows should pass; when twice as many as wanted are there, it is raised by bisection, counting
/// with SIMD, until about `k` are left. When the first strip was so unlike the others that fewer
/// than `k` passed, ``isShort`` tells, and the rows must be shown again. Ties go to the lower row.
@safe final class Candidates {
    private let k: Int
    private let total: Int
    let kernels: Kernels
    let scores: UnsafeMutablePointer<Float>
    let rows: UnsafeMutablePointer<UInt32>
    private(set) var count = 0
    private var threshold: Float
    private var guesses: Bool

    /// Makes an empty selection; `k` 0 keeps nothing.
    ///
    /// - Parameters:
    ///   - k: How many rows are wanted.
    ///   - total: How many eligible rows will be shown; 0 when that is not known.
    ///   - kernels: What counts and collects.
    init(k: Int, of total: Int, kernels: Kernels) {
        self.k = k
        self.total = total
        self.kernels = kernels
        threshold = k == 0 ? .infinity : -.infinity
        guesses = total > 2 * Strip.rows && k > 0
        // Kernels read and write whole registers, of up to 16 lanes, past the last.
        let capacity = 2 * k + Strip.rows + 16
        unsafe scores = .allocate(capacity: capacity)
        unsafe rows = .allocate(capacity: capacity)
    }

    deinit {
        unsafe scores.deallocate()
        unsafe rows.deallocate()
    }

    /// The row of a kept candidate.
    func row(_ index: Int) -> UInt32 { unsafe rows[index] }

    /// Collects the eligible of a strip's rows, one bit each; rows shown earlier must all be lower.
    func offer(
        _ scores: UnsafePointer<Float>, _ eligible: UnsafePointer<UInt64>, _ strip: borrowing Strip
    ) {
        guard k > 0 else { return }
        let showsAll = unsafe eligible == UnsafePointer(strip.eligible)
        if guesses, count == 0, threshold == -.infinity, showsAll,
            strip.eligibleCount == strip.rowCount
        {
            unsafe guess(scores, strip.rowCount)
        }
        count += unsafe kernels.collectAbove(
            scores, eligible, strip.rowCount, threshold, strip.firstRow,
            self.scores + count, rows + count)
        if guesses, threshold == -.infinity {
            let share = 2 * k * count / total + 8
            if share < min(k, count) { return shrink(to: share, tolerance: share / 4) }
        }
        if count >= 2 * k { shrink(to: k, tolerance: k / 2) }
    }

    /// Sets the threshold by the scores of a first strip, so that a few times `k` of all rows pass.
    private func guess(_ scores: UnsafePointer<Float>, _ rows: Int) {
        let share = 2 * k * rows / total + 8
        guard share < min(k, rows) else { return }
        threshold = unsafe limit(scores, rows, share, tolerance: share / 4).limit
    }

    /// Leaves the `k` best and at most a tenth more.
    func finish() { shrink(to: k, tolerance: k / 10) }

    /// Whether rows may be missing because the first strip set the threshold too high.
    var isShort: Bool { guesses && threshold > -.infinity && count < k }

    /// Forgets all, to be shown the rows again without a guess.
    func restart() {
        count = 0
        threshold = -.infinity
        guesses = false
    }

    /// Leaves the `wanted` best and at most `tolerance` more.
    func shrink(to wanted: Int, tolerance: Int) {
        guard count > wanted + tolerance else { return }
        let (limit, above) = unsafe limit(scores, count, wanted, tolerance: tolerance)
        if above >= wanted {
            count = unsafe kernels.keepAbove(scores, rows, count, limit)
            threshold = limit
        } else {
            keep(above: limit, besides: wanted - above)
        }
    }

    /// What `wanted` scores and at most `tolerance` more exceed, and how many do; where ties leave
    /// no such limit, the greatest that fewer than wanted exceed.
    private func limit(
        _ scores: UnsafePointer<Float>, _ count: Int, _ wanted: Int, tolerance: Int
    ) -> (limit: Float, above: Int) {
        var (low, high) = unsafe extremes(scores, count)
        // At least as many as wanted exceed `low` at any time, fewer exceed `high`.
        low = low.nextDown
        while true {
            let middle = low + (high - low) / 2
            guard middle > low, middle < high else {
                return (high, unsafe kernels.countAbove(scores, count, high))
            }
            let above = unsafe kernels.countAbove(scores, count, middle)
            if above < wanted { high = middle } else { low = middle }
            if above >= wanted, above <= wanted + tolerance { return (middle, above) }
        }
    }

    private func extremes(
        _ scores: UnsafePointer<Float>, _ count: Int
    ) -> (low: Float, high: Float) {
        let whole = count & ~15
        var found: (Float, Float) = (.infinity, -.infinity)
        unsafe withUnsafeMutableBytes(of: &found) { bytes in
            let pair = unsafe bytes.assumingMemoryBound(to: Float.self)
            guard whole > 0, let start = pair.baseAddress else { return }
            unsafe kernels.findExtremes(scores, whole, start)
        }
        for index in whole..<count {
            unsafe found = (min(found.0, scores[index]), max(found.1, scores[index]))
        }
        return found
    }

    /// Keeps what exceeds `limit`, and of what equals it the first few.
    private func keep(above limit: Float, besides equals: Int) {
        var equals = equals
        var kept = 0
        for index in 0..<count {
            let (score, row) = unsafe (scores[index], rows[index])
            guard score > limit || score == limit && equals > 0 else { continue }
            if score == limit { equals -= 1 }
            unsafe scores[kept] = score
            unsafe rows[kept] = row
            kept += 1
        }
        count = kept
        threshold = limit
    }
}
