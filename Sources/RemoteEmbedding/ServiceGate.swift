/// Whether the service is worth a request just now; does nothing itself.
///
/// After a failure single texts are not sent for a while, so that a lead that comes in meanwhile
/// doesn't wait for a service that is away. A service that asked for silence (`Retry-After`,
/// RFC 9110, 10.2.3) gets it from everybody.
struct ServiceGate: Sendable {
    private var failures = 0
    private var closedUntil: ContinuousClock.Instant?
    private var silentUntil: ContinuousClock.Instant?

    /// The longest time that single texts are held back after a failure, in seconds.
    static let longestPause = 5.0
    /// The longest silence that is kept, in seconds; a service that asks for more is asked again.
    static let longestSilence = 3_600.0

    /// The whole seconds for which the service wants silence; nil when a batch may be sent.
    func silence(at now: ContinuousClock.Instant) -> Int? {
        guard let silentUntil, now < silentUntil else { return nil }
        return Int((silentUntil - now).components.seconds) + 1
    }

    /// Whether a single text may be sent.
    func isOpen(at now: ContinuousClock.Instant) -> Bool {
        silence(at: now) == nil && (closedUntil.map { now >= $0 } ?? true)
    }

    /// Takes note of a good answer.
    mutating func noteSuccess() {
        self = ServiceGate()
    }

    /// Takes note of a failure: single texts wait 0.5, 1, 2 … seconds.
    mutating func noteFailure(retryAfter: Double?, at now: ContinuousClock.Instant) {
        var pause = 0.5
        for _ in 0..<min(failures, 8) { pause = min(pause * 2, Self.longestPause) }
        failures += 1
        closedUntil = now + .seconds(pause)
        guard let retryAfter, retryAfter > 0 else { return }
        silentUntil = now + .seconds(min(retryAfter, Self.longestSilence))
    }
}
