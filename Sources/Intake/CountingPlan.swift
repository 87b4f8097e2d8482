/// Which leads are counted next, and when; does nothing itself.
///
/// Each count rests for a multiple of what the last one took, whether that failed or not.
struct CountingPlan: Sendable {
    typealias Instant = ContinuousClock.Instant

    /// What is counted.
    enum Subject: Sendable {
        /// All leads, and those with a vector.
        case all
        /// The leads whose vector is still to be made.
        case pending
    }

    /// What is known of the leads without counting them.
    struct Knowledge: Sendable {
        /// Whether all have been counted before.
        var isCounted: Bool
        /// Whether the index in memory tells what most leads change.
        var isIndexed: Bool
        /// Whether leads without a vector have come or gone.
        var hasNews: Bool
    }

    private static let longestRest = Duration.seconds(900)
    private var all: (end: Instant, took: Duration)?
    private var pending: (end: Instant, took: Duration)?

    /// What is to be counted now; nil for nothing.
    func next(_ knowledge: Knowledge, now: Instant) -> Subject? {
        let factor =
            if !knowledge.isCounted { 1 } else if knowledge.isIndexed && !knowledge.hasNews {
                1000
            } else { 100 }
        if hasRested(all, factor, now) { return .all }
        return knowledge.isCounted && hasRested(pending, 100, now) ? .pending : nil
    }

    /// Takes note of a count that was made or tried.
    mutating func note(_ subject: Subject, from start: Instant, to end: Instant) {
        switch subject {
        case .all: all = (end, end - start)
        case .pending: pending = (end, end - start)
        }
    }

    private func hasRested(
        _ last: (end: Instant, took: Duration)?, _ factor: Int, _ now: Instant
    ) -> Bool {
        last.map { now >= $0.end + min($0.took * factor, Self.longestRest) } ?? true
    }
}
