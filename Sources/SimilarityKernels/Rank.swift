/// Writes the positions of `count` scores, that of the greatest first, ties in their order; no score
/// is NaN.
///
/// Each score is compared with all others: for some dozens that beats any sort. Behind the last
/// score as many as ``Lanes`` holds must be there to be read.
public func rankScores(
    _ scores: UnsafePointer<Float>, _ count: Int, _ order: UnsafeMutablePointer<UInt32>
) {
    var first = 0
    while first < count {
        let end = min(first &+ Lanes.scalarCount, count)
        let some = unsafe Lanes(scores + first)
        var ranks = IntegerLanes()
        // Of equals, those that stand before go first.
        for other in 0..<first {
            let score = unsafe Lanes(repeating: scores[other])
            ranks.replace(with: ranks &+ 1, where: score .>= some)
        }
        for other in first..<end {
            let score = unsafe Lanes(repeating: scores[other])
            let place = IntegerLanes(repeating: Int32(truncatingIfNeeded: other &- first))
            ranks.replace(with: ranks &+ 1, where: score .> some)
            ranks.replace(
                with: ranks &+ 1, where: (score .== some) .& (place .< IntegerLanes.ascending))
        }
        for other in end..<count {
            let score = unsafe Lanes(repeating: scores[other])
            ranks.replace(with: ranks &+ 1, where: score .> some)
        }
        for lane in 0..<end &- first {
            unsafe order[Int(ranks[lane])] = UInt32(truncatingIfNeeded: first &+ lane)
        }
        first = end
    }
}

extension IntegerLanes {
    /// 0, 1, 2 and so on.
    @inline(__always)
    fileprivate static var ascending: Self {
        var lanes = Self()
        for lane in lanes.indices { lanes[lane] = Int32(truncatingIfNeeded: lane) }
        return lanes
    }
}
