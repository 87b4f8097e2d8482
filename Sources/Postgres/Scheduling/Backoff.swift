/// How long to wait before the next attempt to connect: twice as long each time, with jitter.
///
/// The jitter keeps many processes from coming back in the same instant after a restart.
struct Backoff {
    private static let shortest: Duration = .milliseconds(50)
    private static let longest: Duration = .seconds(1)

    private var next = Backoff.shortest

    /// The wait after one more failure; `random` is between 0 and 1.
    mutating func afterFailure(random: Double) -> Duration {
        let limit = next
        next = min(next * 2, Self.longest)
        return limit * (0.5 + 0.5 * random)
    }

    mutating func reset() {
        next = Self.shortest
    }
}
