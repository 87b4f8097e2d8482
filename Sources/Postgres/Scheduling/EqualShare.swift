/// How statements that wait are spread over connections that have some already.
enum EqualShare {
    /// How many statements each connection that gets some has then; those that have more get none.
    ///
    /// - Parameters:
    ///   - waiting: The statements that wait.
    ///   - loads: How many each connection has.
    /// - Returns: The share, at least 1 when any wait and a connection is there.
    static func of(_ waiting: Int, over loads: [Int]) -> Int {
        var sum = waiting
        var share = 0
        for (count, load) in loads.sorted().enumerated() {
            if count > 0, load >= share { break }
            sum += load
            share = (sum + count) / (count + 1)
        }
        return share
    }
}
