import LeadIndex
public import LeadStore
import Leads
public import Logging
import Synchronization

/// Loads what serves and keeps it in step with the database.
///
/// Several processes may write to one database: each reads the change feed several times a second.
/// Its own commits it has applied already, they are recognised by their transaction.
public struct IndexFollower: Sendable {
    private let intake: Intake
    private let workspaces: [String]
    private let models: any ModelSource
    private let interval: Duration
    private let logger: Logger

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

    /// Follows until the task is cancelled; trouble with the database is logged and tried again.
    public func run(from start: ChangePosition) async {
        var position = start
        var revisions: [String: String] = [:]
        while !Task.isCancelled {
            do {
                try await Task.sleep(for: interval)
                try await followModel(&position)
                try await followRoutes(&revisions)
                position = try await Self.follow(intake.serving, intake.store, from: position)
            } catch is CancellationError {
                return
            } catch {
                logger.warning("The change feed could not be read", metadata: ["error": "\(error)"])
                try? await Task.sleep(for: .seconds(1))  // Cancelled: the loop looks itself.
            }
        }
    }

    /// Fills an empty index from the database; returns where the change feed begins.
    public static func load(
        _ serving: Serving, _ store: LeadStore
    ) async throws -> ChangePosition {
        let position = try await store.currentPosition()
        try await store.forEachIndexedLead(generation: serving.generation.id) { leads in
            for lead in leads { try serving.index.upsert(lead) }
        }
        return position
    }

    /// Applies what changed since a position; returns the next one.
    static func follow(
        _ serving: Serving, _ store: LeadStore, from position: ChangePosition
    ) async throws -> ChangePosition {
        let changes = try await store.changes(since: position)
        let missing = serving.index.missing(changes.written)
        for page in stride(from: 0, to: missing.count, by: 1000) {
            let part = missing[page..<min(page + 1000, missing.count)]
            for lead in try await store.indexedLeads(part, generation: serving.generation.id) {
                try serving.index.upsert(lead)
            }
        }
        for change in changes.deleted {
            try serving.index.remove(change.id, workspace: change.workspace)
        }
        return changes.next
    }

    private func followRoutes(_ revisions: inout [String: String]) async throws {
        for slug in workspaces {
            let workspace = try await intake.store.workspace(slug: slug)
            let revision =
                "\(intake.serving.generation.id)|"
                + (try await intake.store.routesRevision(of: workspace.id))
            guard revisions[slug] != revision else { continue }
            try await intake.reloadRoutes(of: workspace)
            revisions[slug] = revision
        }
    }

    /// Takes up another generation when it has become the active one.
    private func followModel(_ position: inout ChangePosition) async throws {
        guard let active = try await intake.store.activeGeneration(),
            active.id != intake.serving.generation.id
        else { return }
        logger.notice("Another model has become active", metadata: ["model": "\(active.name)"])
        let next = try Serving(generation: active, model: try models.model(of: active))
        position = try await Self.load(next, intake.store)
        for slug in workspaces {
            let workspace = try await intake.store.workspace(slug: slug)
            try await next.setRoutes(
                try await intake.store.routes(of: workspace.id), of: workspace)
        }
        intake.serve(next)
        // Leads that were on their way with the model before have no vector of this one.
        try await Task.sleep(for: .seconds(1))
        let gaps = try await Reembedding(store: intake.store, model: next.model)
            .fillGaps(of: active)
        logger.notice("The change of model is done", metadata: ["gaps": "\(gaps.embedded)"])
    }
}
