/// At least the `k` best of the rows it is shown, strip by strip, for a fraction of a heap's work.
///
/// Rows above a threshold are collected; when there are twice as many as wanted, the threshold is
/// raised by bisection, counting with SIMD, until about `k` are left. Ties go to the lower row.
@safe struct Candidates: ~Copyable {
    private let k: Int
    private let kernels: Kernels
    private let scores: UnsafeMutablePointer<Float>
    private let rows: UnsafeMutablePointer<UInt32>
    private(set) var count = 0
    private var threshold: Float

    /// Makes an empty selection; `k` 0 keeps nothing.
    init(k: Int, kernels: Kernels) {
        self.k = k
        self.kernels = kernels
        threshold = k == 0 ? .infinity : -.infinity
        let capacity = 2 * k + Strip.rows
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
    mutating func offer(
        _ scores: UnsafePointer<Float>, _ eligible: UnsafePointer<UInt64>, _ strip: borrowing Strip
    ) {
        guard k > 0 else { return }
        count += unsafe kernels.collectAbove(
            scores, eligible, strip.rowCount, threshold, strip.firstRow,
            self.scores + count, rows + count)
        if count >= 2 * k { shrink(tolerance: k / 2) }
    }

    /// Leaves the `k` best and at most a tenth more.
    mutating func finish() { shrink(tolerance: k / 10) }

    /// Leaves the `k` best and at most `tolerance` more.
    private mutating func shrink(tolerance: Int) {
        guard count > k + tolerance else { return }
        var (low, high) = (Float.infinity, -Float.infinity)
        for index in 0..<count {
            unsafe (low, high) = (min(low, scores[index]), max(high, scores[index]))
        }
        // More than k exceed `low` at any time, fewer than k exceed `high`.
        low = low.nextDown
        while true {
            let middle = low + (high - low) / 2
            guard middle > low, middle < high else { return keep(above: high, fill: k) }
            let above = unsafe kernels.countAbove(scores, count, middle)
            if above < k { high = middle } else { low = middle }
            if above >= k, above <= k + tolerance { return keep(above: middle, fill: 0) }
        }
    }

    /// Keeps what exceeds `limit`, and of what equals it the first, up to `fill` in all.
    private mutating func keep(above limit: Float, fill: Int) {
        let above = unsafe kernels.countAbove(scores, count, limit)
        var equal = max(0, fill - above)
        var kept = 0
        for index in 0..<count {
            let (score, row) = unsafe (scores[index], rows[index])
            guard score > limit || (score == limit && equal > 0) else { continue }
            if score == limit { equal -= 1 }
            unsafe scores[kept] = score
            unsafe rows[kept] = row
            kept += 1
        }
        count = kept
        threshold = limit
    }
}
