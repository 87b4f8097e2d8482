extension RoutingEvaluation {
    /// The probability that a score inside is above one outside; equal scores count half.
    ///
    /// It's the area under the ROC curve (Hanley and McNeil, 1982).
    static func areaUnderCurve(inside: [Float], outside: [Float]) -> Double {
        let outside = outside.sorted()
        func rank(_ belongs: (Float) -> Bool) -> Int {
            var (low, high) = (0, outside.count)
            while low < high {
                let middle = (low + high) / 2
                if belongs(outside[middle]) { low = middle + 1 } else { high = middle }
            }
            return low
        }
        let wins = inside.map { score in Double(rank { $0 < score } + rank { $0 <= score }) / 2 }
        return wins.reduce(0, +) / (Double(inside.count) * Double(outside.count))
    }
}
