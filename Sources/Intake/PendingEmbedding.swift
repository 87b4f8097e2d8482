import Embedding
import LeadStore
import Leads
public import Logging
import Routing

/// Makes the vectors of leads that have none: those stored while the model was away, those whose
/// text has changed since, and those that were stored by SQL.
///
/// One process of a database does this at a time, so that no lead is embedded twice. The decision
/// about a lead stays as it was made: the lead can be found from then on, it is not routed anew.
public struct PendingEmbedding: Sendable {
    let intake: Intake
    private let workspaces: [String]
    private let interval: Duration
    let logger: Logger

    /// Makes the worker.
    ///
    /// - Parameters:
    ///   - intake: Whose model makes the vectors.
    ///   - workspaces: The slugs of the workspaces that are served.
    ///   - interval: The time between two looks for pending leads.
    ///   - logger: Where trouble is told.
    public init(
        intake: Intake, workspaces: [String], interval: Duration = .milliseconds(200),
        logger: Logger
    ) {
        self.intake = intake
        self.workspaces = workspaces
        self.interval = interval
        self.logger = logger
    }

    /// Works until the task is cancelled; trouble is logged and tried again.
    public func run() async {
        var turn = Turn(intake.serving)
        while !Task.isCancelled {
            if turn.serving !== intake.serving { turn = Turn(intake.serving) }
            var pause = interval
            do {
                if turn.isFirst { try await intake.store.retryPending() }
                turn.isFirst = false
                try await completeRoutes(&turn)
                pause = try await work(turn.serving, &turn.pace) ?? interval
            } catch {
                guard !Task.isCancelled else { return }
                logger.warning(
                    "Pending leads could not be looked for", metadata: ["error": "\(error)"])
                pause = .seconds(2)
            }
            try? await Task.sleep(for: pause)  // Cancelled: the loop looks itself.
        }
    }

    /// What is known from one look to the next, while the same model serves.
    private struct Turn {
        let serving: Serving
        var pace: PendingPace
        var routes = RetryPace()
        var isFirst = true

        init(_ serving: Serving) {
            self.serving = serving
            pace = PendingPace(serving.effort)
        }
    }

    /// Makes the vectors of routes that are missing because the model was away.
    private func completeRoutes(_ turn: inout Turn) async throws {
        guard turn.serving.effort.isWorthRemembering, turn.routes.isDue(at: .now) else { return }
        var isDone = true
        for slug in workspaces {
            let workspace = try await intake.store.workspace(slug: slug)
            let serving = turn.serving
            guard let table = serving.loadedRouting(of: workspace.id), !table.isComplete else {
                continue
            }
            try await Intake.loadRoutes(into: serving, intake.store, slug, isPatient: true)
            isDone = isDone && serving.loadedRouting(of: workspace.id)?.isComplete ?? true
        }
        turn.routes.note(isDone: isDone, at: .now)
    }

    /// Embeds pending leads until none is due; returns how long to wait before the next look, where
    /// that is not the usual time.
    private func work(_ serving: Serving, _ pace: inout PendingPace) async throws -> Duration? {
        guard try await intake.store.hasDuePending() else { return nil }
        var current = pace
        defer { pace = current }
        let pause = try await intake.store.holding(.pending) { lock in
            var pause: Duration?
            var embedded = 0
            while pause == nil, serving === intake.serving, !Task.isCancelled {
                try await lock.check()
                let due = try await intake.store.duePending(
                    limit: current.batch, skipsLocked: !serving.effort.isRemote)
                guard !due.isEmpty else { break }
                switch try await embed(due, serving, &current) {
                case .settled(0):
                    // Changed by others meanwhile: they come next time.
                    pause = interval
                case .settled(let leads): embedded += leads
                case .failed(let wait): pause = wait
                }
            }
            if embedded > 0 {
                logger.notice("Pending leads were embedded", metadata: ["leads": "\(embedded)"])
            }
            return pause
        }
        return pause ?? nil
    }
}
