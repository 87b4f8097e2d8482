import Synchronization

/// What searches in PostgreSQL have cost, by path and class of filter: the average of the last.
///
/// Until both paths have been measured within a minute a model of them counts.
final class SearchCosts: Sendable {
    private struct Key: Hashable {
        let path: SearchPath
        let filter: FilterClass
    }

    private struct Average {
        var seconds: Double
        var count: Int
        var at: ContinuousClock.Instant
    }

    private static let memory = Duration.seconds(60)

    /// How much the newest search counts.
    private static let weight = 0.1
    private let averages = Mutex<[Key: Average]>([:])

    /// Notes what a search cost.
    func note(_ duration: Duration, _ path: SearchPath, _ filter: FilterClass) {
        let parts = duration.components
        let seconds = Double(parts.seconds) + Double(parts.attoseconds) * 1e-18
        averages.withLock { averages in
            let key = Key(path: path, filter: filter)
            let now = ContinuousClock.now
            var average = averages[key] ?? Average(seconds: seconds, count: 0, at: now)
            if now - average.at > Self.memory {
                average = Average(seconds: seconds, count: 0, at: now)
            }
            average.at = now
            average.seconds += (seconds - average.seconds) * Self.weight
            average.count += 1
            averages[key] = average
        }
    }

    /// Whether the graph is expected to cost less than the comparison with every vector.
    ///
    /// A measured figure is never compared with the model's: on a busy machine that would always
    /// be in favour of the path that was not taken. The recall gauge measures comparisons beside
    /// the graph's searches.
    ///
    /// - Parameters:
    ///   - filter: The class of the filter.
    ///   - rows: How many vectors there are.
    ///   - share: The share that the filter lets through, 0…1.
    /// - Returns: Whether to take the graph.
    func prefersGraph(_ filter: FilterClass, rows: Int, share: Double) -> Bool {
        if let graph = measured(.graph, filter), let scan = measured(.scan, filter) {
            return graph < scan
        }
        return Self.model(.graph, rows: Double(rows), share: share)
            < Self.model(.scan, rows: Double(rows), share: share)
    }

    private func measured(_ path: SearchPath, _ filter: FilterClass) -> Double? {
        guard let average = averages.withLock({ $0[Key(path: path, filter: filter)] }),
            average.count >= 3, .now - average.at < Self.memory
        else { return nil }
        return average.seconds
    }

    /// Orders of magnitude, measured at 100,000 vectors of 256 numbers on one core.
    private static func model(_ path: SearchPath, rows: Double, share: Double) -> Double {
        switch path {
        // Each hit behind a filter costs the scan 1 / share vectors, 20,000 of them at most.
        case .graph: 0.002 + 2e-6 * min(20_000, 50 / max(share, 1e-6))
        case .scan: 0.001 + (share < 0.05 ? 2e-6 : 5e-7) * rows * share
        }
    }
}
