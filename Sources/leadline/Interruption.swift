import Console
import EmbeddedPostgres
import Foundation
import Logging
import Synchronization
import UnixSignals

/// Lets Ctrl-C, SIGTERM and SIGHUP end a command, but not before what it has started is stopped: the
/// requests of a service, and the private PostgreSQL.
///
/// There is one, as a signal goes to the whole process.
final class Interruption: Sendable {
    /// What a service does instead of being cancelled.
    struct Service: Sendable {
        /// At the first signal: ends when it has answered.
        let stop: @Sendable () async -> Void
        /// At the second: breaks off what it still answers.
        let breakOff: @Sendable () -> Void
    }

    private struct State {
        var command: Task<Void, any Error>?
        var service: Service?
        var count = 0
        var last: ContinuousClock.Instant?
        /// The signal that cancelled the command.
        var cause: UnixSignal?

        mutating func reaction(to signal: UnixSignal, echo: Duration) -> Reaction {
            let now = ContinuousClock.now
            if let last, now - last < echo { return .none }
            last = now
            count += 1
            switch (service, count) {
            case (nil, 1):
                cause = signal
                return .cancel(command)
            case (let service?, 1): return .stop(service)
            case (let service?, 2): return .breakOff(service)
            default: return .leave
            }
        }
    }

    private enum Reaction {
        case cancel(Task<Void, any Error>?)
        case stop(Service)
        case breakOff(Service)
        case leave
        case none
    }

    /// The interruption of this process.
    static let current = Interruption()

    /// Some senders tell a process twice, once by itself and once with its group.
    private static let echo = Duration.milliseconds(300)

    private let state = Mutex(State())

    /// Runs a command as the task that a signal cancels.
    func run(_ command: sending @escaping () async throws -> Void) async throws {
        let task = Task { try await command() }
        state.withLock { $0.command = task }
        try await task.value
    }

    /// Heeds signals while something is done that must be put in order before the program ends.
    ///
    /// When a signal has cancelled it, the program ends by that signal, unless `body` came to its
    /// end all the same.
    func heeding<Result>(
        _ logger: Logger, _ body: () async throws -> Result
    ) async throws -> Result {
        let signals = await UnixSignalsSequence(trapping: Self.trapped)
        // Not a child of this task: it must hear the second signal when the first has cancelled that.
        let listener = Task { for await signal in signals { self.take(signal, logger) } }
        let outcome = await captured(body)
        listener.cancel()
        if case .failure(let error) = outcome, let cause = state.withLock({ $0.cause }) {
            if let error = error as? EmbeddedPostgresError, error.code != .cancelled {
                StandardError.write("leadline: \(error)\n")
            }
            Self.leave(by: cause)
        }
        return try outcome.get()
    }

    /// Leaves the first two signals to a service from now on.
    func handOver(to service: Service) {
        state.withLock { if $0.count == 0 { $0.service = service } }
    }

    private func take(_ signal: UnixSignal, _ logger: Logger) {
        switch state.withLock({ $0.reaction(to: signal, echo: Self.echo) }) {
        case .cancel(let command):
            logger.notice("Stopping what was started; once more to leave at once")
            command?.cancel()
        case .stop(let service):
            logger.notice("Stopping; once more to break off what still runs")
            Task { await service.stop() }
        case .breakOff(let service): service.breakOff()
        case .leave: Self.leave(by: signal)
        case .none: break
        }
    }
}
