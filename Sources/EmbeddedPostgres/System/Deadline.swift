import Synchronization

/// How long something may take, and whether it is still wanted.
struct Deadline: Sendable {
    /// Set when the task that waits was cancelled.
    final class Mark: Sendable {
        private let flag = Atomic<Bool>(false)
        var isSet: Bool { flag.load(ordering: .relaxed) }
        func set() { flag.store(true, ordering: .relaxed) }
    }

    let end: ContinuousClock.Instant
    let duration: Duration
    let mark: Mark
    private let code: EmbeddedPostgresError.Code
    private let action: String

    init(
        _ duration: Duration, _ code: EmbeddedPostgresError.Code, _ action: String,
        mark: Mark = Mark()
    ) {
        end = .now + duration
        self.duration = duration
        self.mark = mark
        self.code = code
        self.action = action
    }

    /// - Throws: when the time is over or the task was cancelled.
    func check() throws(EmbeddedPostgresError) {
        guard !mark.isSet else {
            throw EmbeddedPostgresError(.cancelled, "\(action) was cancelled.")
        }
        guard .now < end else {
            let seconds = duration.components.seconds
            throw EmbeddedPostgresError(code, "\(action) took longer than \(seconds) s.")
        }
    }
}
