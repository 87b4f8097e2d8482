extension Candidates {
    /// Gives the kept rows, in ascending order, other scores, and leaves the `wanted` best by those
    /// and at most a tenth more.
    func narrow(
        to wanted: Int,
        by score: (UnsafePointer<UInt32>, Int, UnsafeMutablePointer<Float>) -> Void
    ) {
        unsafe score(rows, count, scores)
        shrink(to: wanted, tolerance: wanted / 10)
    }

    /// The `wanted` best of the kept rows by a last score, best first, ties by lower row.
    func best(
        _ wanted: Int, by score: (UnsafePointer<UInt32>, Int, UnsafeMutablePointer<Float>) -> Void
    ) -> [Neighbour] {
        unsafe score(rows, count, scores)
        return unsafe withUnsafeTemporaryAllocation(of: UInt32.self, capacity: count) { order in
            guard let start = order.baseAddress else { return [] }
            unsafe kernels.rankScores(scores, count, start)
            return (0..<min(wanted, count)).map { place in
                let index = unsafe Int(order[place])
                return unsafe Neighbour(row: rows[index], similarity: scores[index])
            }
        }
    }
}
