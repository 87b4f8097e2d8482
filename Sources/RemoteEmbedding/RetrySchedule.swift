/// Decides whether and when a failed request is sent again; does nothing itself.
struct RetrySchedule: Sendable {
    /// How a request ended.
    enum Outcome: Sendable, Hashable {
        /// No answer: not connected, connection lost, or too late.
        case noAnswer(isSlow: Bool)
        /// An answer with this status and, if given, the seconds of `Retry-After`.
        case status(Int, retryAfter: Double?)

        /// The seconds for which the service wants silence.
        var retryAfter: Double? {
            if case .status(_, let seconds) = self { seconds } else { nil }
        }

        /// Whether these texts are refused, and others may well be taken.
        var isAboutTexts: Bool {
            if case .status(let status, _) = self {
                [400, 413, 422].contains(status)
            } else {
                false
            }
        }
    }

    /// What to do next.
    enum Action: Sendable, Hashable {
        /// Take the answer.
        case accept
        /// Send again after so many seconds.
        case retry(seconds: Double)
        /// Give up.
        case fail
    }

    /// The requests sent at most.
    let attempts: Int

    /// The longest wait; a longer `Retry-After` means giving up, as the lead can wait better.
    let longestWait: Double
    private(set) var failures = 0

    init(attempts: Int, longestWait: Double = 60) {
        self.attempts = attempts
        self.longestWait = longestWait
    }

    /// Takes note of an outcome.
    ///
    /// Waits 0.5, 1, 2 … seconds, each shortened by up to half by `jitter`, 0 to 1, so that many
    /// clients don't come back at once; never less than `Retry-After` (RFC 9110, 10.2.3).
    mutating func next(after outcome: Outcome, jitter: Double) -> Action {
        var least = 0.0
        if case .status(let status, let retryAfter) = outcome {
            if (200..<300).contains(status) { return .accept }
            failures += 1
            guard [408, 425, 429, 500, 502, 503, 504].contains(status) else { return .fail }
            least = retryAfter ?? 0
        } else {
            failures += 1
        }
        guard failures < attempts, least <= longestWait else { return .fail }
        var wait = 0.5
        for _ in 0..<failures - 1 { wait = min(wait * 2, longestWait) }
        return .retry(seconds: max(least, wait * (1 - jitter / 2)))
    }
}
