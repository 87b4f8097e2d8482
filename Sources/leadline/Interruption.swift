import Foundation
import Logging
import Synchronization
import UnixSignals

/// Lets Ctrl-C, SIGTERM and SIGHUP end a command as they end any program, but not before what it
/// has started is stopped: the private PostgreSQL above all.
///
/// There is one, as a signal goes to the whole process.
final class Interruption: Sendable {
    private struct State {
        var command: Task<Void, any Error>?
        var isHandedOver = false
        var count = 0
        var signal: UnixSignal?
    }

    /// The interruption of this process.
    static let current = Interruption()

    private let state = Mutex(State())

    /// Runs a command as the task that a signal cancels.
    func run(_ command: sending @escaping () async throws -> Void) async throws {
        let task = Task { try await command() }
        state.withLock { $0.command = task }
        try await task.value
    }

    /// Heeds signals while something is done that must be put in order before the program ends.
    ///
    /// Does not return after a signal, unless `body` came to its end all the same.
    func heeding<Result>(
        _ logger: Logger, _ body: () async throws -> Result
    ) async throws -> Result {
        let signals = await UnixSignalsSequence(trapping: .sigint, .sigterm, .sighup)
        let outcome = await withTaskGroup(of: Void.self) { group in
            group.addTask { for await signal in signals { self.take(signal, logger) } }
            let outcome = await captured(body)
            group.cancelAll()
            return outcome
        }
        if case .failure = outcome, let signal = state.withLock({ $0.signal }) {
            Self.leave(signal)
        }
        return try outcome.get()
    }

    /// Leaves the first two signals to others from now on: a service that answers requests first
    /// ends these.
    func handOver() {
        state.withLock { $0.isHandedOver = true }
    }

    private func take(_ signal: UnixSignal, _ logger: Logger) {
        let (isFirst, isLast, command) = state.withLock { state in
            state.count += 1
            let isFirst = !state.isHandedOver && state.count == 1
            if isFirst { state.signal = signal }
            return (isFirst, state.count > (state.isHandedOver ? 2 : 1), state.command)
        }
        if isLast { Self.leave(signal) }
        guard isFirst else { return }
        logger.notice("Stopping what was started; once more to leave at once")
        command?.cancel()
    }

    /// Ends the program by a signal, so that shells and supervisors know why.
    private static func leave(_ signal: UnixSignal) -> Never {
        _ = Foundation.signal(signal.rawValue, SIG_DFL)
        // Whoever traps signals has blocked them.
        var signals = sigset_t()
        unsafe sigemptyset(&signals)
        unsafe sigaddset(&signals, signal.rawValue)
        unsafe pthread_sigmask(SIG_UNBLOCK, &signals, nil)
        raise(signal.rawValue)
        exit(128 + signal.rawValue)
    }
}
