#if canImport(Darwin)
    import Darwin
#else
    import Glibc
#endif

/// Shows on standard error how far a piece of work has come, if a person is looking.
///
/// Not for several threads at once: the loop that does the work reports.
public struct ProgressDisplay {
    private var bar: ProgressBar
    private let terminal: Terminal
    private let clock = ContinuousClock()
    private let start: ContinuousClock.Instant
    private var lastShown: ContinuousClock.Instant?

    /// Begins to measure; shows nothing yet.
    ///
    /// - Parameters:
    ///   - title: what is going on.
    ///   - total: the number of steps, nil when it isn't known.
    ///   - terminal: what standard error can do.
    public init(_ title: String, total: Int?, terminal: Terminal) {
        bar = ProgressBar(title, total: total)
        self.terminal = terminal
        start = clock.now
    }

    /// Reports the steps done so far; shown at most ten times a second.
    ///
    /// - Parameter done: the steps since the start.
    public mutating func report(_ done: Int) {
        bar.done = done
        guard terminal.isInteractive else { return }
        let now = clock.now
        if let lastShown, now - lastShown < .milliseconds(100) { return }
        lastShown = now
        show(now)
    }

    /// Shows the final state and goes to the next line; without a terminal it shows nothing.
    public mutating func finish() {
        guard terminal.isInteractive else { return }
        show(clock.now)
        StandardError.write("\n")
    }

    /// The time since the start.
    public var elapsed: Duration { clock.now - start }

    private func show(_ now: ContinuousClock.Instant) {
        StandardError.write(
            "\r\u{1B}[K" + bar.line(elapsed: now - start, width: terminal.width - 1))
    }
}
