import Synchronization

/// Remembers for a moment that leads were refused: others of their kind may follow.
final class Caution: Sendable {
    private static let duration = Duration.seconds(5)
    private let end = Mutex<ContinuousClock.Instant?>(nil)

    /// Whether a lead was refused in the last seconds.
    var isCalledFor: Bool {
        end.withLock { end in
            guard let known = end else { return false }
            if ContinuousClock.now >= known { end = nil }
            return end != nil
        }
    }

    /// Notes that a lead was refused.
    func raise() {
        end.withLock { $0 = ContinuousClock.now + Self.duration }
    }
}
