/// Which leads are counted next, and when; does nothing itself.
///
/// Each count rests for a multiple of what the last one took, a smaller one when that failed.
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

        /// For how many times what it took a count of all leads rests.
        fileprivate var rest: Int {
            guard isCounted else { return 1 }
            return isIndexed && !hasNews ? 1000 : 100
        }
    }

    /// A count that was made or tried.
    struct Count: Sendable {
        let start: Instant
        let end: Instant
        /// Whether it could be made.
        let isDone: Bool
    }

    private static let longestRest = Duration.seconds(900)
    private var all: Count?
    private var pending: Count?

    /// What is to be counted now; nil for nothing.
    func next(_ knowledge: Knowledge, now: Instant) -> Subject? {
        if hasRested(all, knowledge.rest, now) { return .all }
        return knowledge.isCounted && hasRested(pending, 100, now) ? .pending : nil
    }

    /// Takes note of a count.
    mutating func note(_ subject: Subject, _ count: Count) {
        switch subject {
        case .all: all = count
        case .pending: pending = count
        }
    }

    private func hasRested(_ last: Count?, _ factor: Int, _ now: Instant) -> Bool {
        guard let last else { return true }
        let factor = last.isDone ? factor : min(factor, 10)
        return now >= last.end + min((last.end - last.start) * factor, Self.longestRest)
    }
}
