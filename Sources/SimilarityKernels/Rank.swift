/// Writes the positions of the `wanted` greatest of `count` scores, greatest first, ties in their
/// order; no score is NaN.
///
/// Each score is compared with all others: for some dozens that beats any sort. Behind the last
/// score as many as ``Lanes`` holds must be there to be read.
public func rankScores(
    _ scores: UnsafePointer<Float>, _ count: Int, _ wanted: Int,
    _ order: UnsafeMutablePointer<UInt32>
) {
    let width = Lanes.scalarCount
    for index in 0..<count {
        let score = unsafe Lanes(repeating: scores[index])
        var rank = 0
        var i = 0
        while i < count {
            let others = unsafe Lanes(scores + i)
            let inside = UInt16.max &>> UInt16(truncatingIfNeeded: 16 &- min(width, count &- i))
            // Of equals, those that stand before go first.
            let before = min(max(index &- i, 0), width)
            let earlier = UInt16(truncatingIfNeeded: (1 &<< before) &- 1)
            let ahead = greater(others, score) | ~greater(score, others) & earlier
            rank &+= (ahead & inside).nonzeroBitCount
            i &+= width
        }
        if rank < wanted { unsafe order[rank] = UInt32(truncatingIfNeeded: index) }
    }
}
