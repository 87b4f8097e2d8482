import Synchronization

/// What searches in PostgreSQL have cost, by path and class of filter: the average of the last.
///
/// Until a path has been measured a model of it counts, and again when it was not taken for a
/// minute: a path that was slow once, on a busy machine, gets another chance.
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

    /// What a search is expected to cost, in seconds.
    ///
    /// - Parameters:
    ///   - path: The way.
    ///   - filter: The class of the filter.
    ///   - rows: How many vectors there are.
    ///   - share: The share that the filter lets through, 0…1.
    /// - Returns: The measured average, or the model's figure.
    func expected(
        _ path: SearchPath, _ filter: FilterClass, rows: Int, share: Double
    ) -> Double {
        let measured = averages.withLock { $0[Key(path: path, filter: filter)] }
        if let measured, measured.count >= 3, .now - measured.at < Self.memory {
            return measured.seconds
        }
        return Self.model(path, rows: Double(rows), share: share)
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
