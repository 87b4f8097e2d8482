/// When to try again what was not done: after half a second, one, two, four … at most five; does
/// nothing itself.
struct RetryPace: Sendable {
    private static let shortest = Duration.milliseconds(500)
    private static let longest = Duration.seconds(5)
    private var delay = shortest
    private var next: ContinuousClock.Instant?

    /// Whether the time for another try has come.
    func isDue(at now: ContinuousClock.Instant) -> Bool { next.map { now >= $0 } ?? true }

    /// Takes note of a try.
    mutating func note(isDone: Bool, at now: ContinuousClock.Instant) {
        guard !isDone else {
            self = RetryPace()
            return
        }
        next = now + delay
        delay = min(delay * 2, Self.longest)
    }
}
