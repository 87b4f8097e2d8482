import LeadIndex
public import LeadStore
import Leads
public import Logging

/// Loads what serves and keeps it in step with the database.
///
/// Several processes may write to one database: each reads the change feed several times a second.
/// Its own commits it has applied already, they are recognised by their transaction.
public struct IndexFollower: Sendable {
    let intake: Intake
    private let workspaces: [String]
    private let models: any ModelSource
    private let interval: Duration
    let logger: Logger

    /// How many readings lie between two prunings of old deletions: an hour at five a second.
    private static let readingsBetweenPrunings = 18_000

    /// The first snapshot is written right after the start, the others every hour.
    private static let readingsBetweenSnapshots = 18_000

    /// Makes a follower.
    ///
    /// - Parameters:
    ///   - intake: Whose serving generation is kept in step.
    ///   - workspaces: The slugs of the workspaces that are served.
    ///   - models: Where the model of another generation is found.
    ///   - interval: The time between two readings of the feed.
    ///   - logger: Where trouble is told.
    public init(
        intake: Intake, workspaces: [String], models: any ModelSource,
        interval: Duration = .milliseconds(200), logger: Logger
    ) {
        self.intake = intake
        self.workspaces = workspaces
        self.models = models
        self.interval = interval
        self.logger = logger
    }

    /// Follows until the task is cancelled; trouble is logged and tried again.
    public func run(from start: ChangePosition) async {
        _ = await run(from: start, snapshot: nil)
    }

    /// Follows until the task is cancelled; trouble is logged and tried again.
    ///
    /// Model, routes and feed are followed each by itself, so that trouble with one does not keep
    /// the others back.
    ///
    /// - Parameters:
    ///   - start: Where the change feed begins.
    ///   - snapshot: The file that the index is written to now and then; nil for none.
    /// - Returns: Up to where the feed was followed.
    public func run(from start: ChangePosition, snapshot: String?) async -> ChangePosition {
        var progress = Progress(position: start)
        var paces = Paces()
        var readings = 0
        var writing: Task<Void, Never>?
        while !Task.isCancelled {
            await read(&progress, &paces)
            if readings % Self.readingsBetweenPrunings == 0 {
                await trying("Old deletions could not be forgotten", &paces.deletions) {
                    try await intake.store.pruneDeletions()
                }
            }
            readings += 1
            if let snapshot, readings % Self.readingsBetweenSnapshots == 1 {
                // By another task: a large one takes seconds, and the feed goes on meanwhile.
                await writing?.value
                writing = Task { [position = progress.position] in
                    await saveSnapshot(to: snapshot, at: position)
                }
            }
            try? await Task.sleep(for: interval)  // Cancelled: the loop looks itself.
        }
        await writing?.value
        return progress.position
    }

    func followRoutes(_ revisions: inout [String: String]) async throws {
        for slug in workspaces {
            let workspace = try await intake.store.workspace(slug: slug)
            let generation = intake.serving.generation.id
            let read = try await intake.store.routesRevision(of: workspace.id)
            let revision = "\(generation)|\(read)"
            guard revisions[slug] != revision else { continue }
            try await intake.reloadRoutes(ofWorkspace: slug)
            revisions[slug] = revision
        }
    }

    /// Takes up another generation when it has become the active one; returns where the change
    /// feed begins for it.
    func followModel() async throws -> ChangePosition? {
        guard let active = try await intake.store.activeGeneration(),
            active.id != intake.serving.generation.id
        else { return nil }
        logger.notice("Another model has become active", metadata: ["model": "\(active.name)"])
        let next = try Serving(
            generation: active, model: try models.model(of: active),
            memoryBudget: intake.serving.index.memoryBudget)
        let position = try await Self.load(next, intake.store, logger)
        for slug in workspaces {
            try await Intake.loadRoutes(into: next, intake.store, slug)
        }
        intake.serve(next)
        return position
    }

    /// Has leads embedded that have no vector of the serving generation: those that were on their
    /// way while the model changed are among them.
    func noteGaps() async throws {
        let leads = try await intake.store.notePending(without: intake.serving.generation)
        if leads > 0 {
            logger.notice("Leads without a vector wait for it", metadata: ["leads": "\(leads)"])
        }
    }
}
