import Embedding
import Intake
import LeadStore
import Leads
import Logging
import Settings

/// Everything a command needs that works on leads: the database, the model, and the main path.
struct Session {
    let intake: Intake
    let workspace: Workspace
    let models: ModelLocator
    /// Where the change feed is to be followed from.
    let position: ChangePosition
    /// Whether the workspace was made just now.
    let isNew: Bool

    var store: LeadStore { intake.store }

    static let workspaceSlug = "default"

    /// Opens the database, loads model, routes and, if wanted, the index, and runs the ingest lane
    /// meanwhile.
    static func open<Result>(
        _ settings: Settings, _ logger: Logger, loadsIndex: Bool = true,
        _ body: (Session) async throws -> Result
    ) async throws -> Result {
        try await Database.open(settings, logger) { database in
            let store = LeadStore(client: database.client)
            let writer = try await LeadWriter(store: store, logger: logger)
            let lane = IngestLane(writer: writer, logger: logger)
            return try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask { await lane.run() }
                let outcome = await captured {
                    try await body(
                        try await prepare(
                            store, lane, settings, logger, loadsIndex: loadsIndex))
                }
                group.cancelAll()
                try await group.waitForAll()
                return try outcome.get()
            }
        }
    }

    private static func prepare(
        _ store: LeadStore, _ lane: IngestLane, _ settings: Settings, _ logger: Logger,
        loadsIndex: Bool
    ) async throws -> Session {
        let models = ModelLocator(chosen: settings.model)
        let serving = try await serving(store, models, settings.indexMemory)
        let intake = Intake(store: store, lane: lane, serving: serving, logger: logger)
        let (workspace, isNew) = try await store.openWorkspace(
            slug: workspaceSlug, name: "Default")
        // Without the index PostgreSQL answers searches.
        let position =
            loadsIndex
            ? try await IndexFollower.load(
                serving, store, logger, snapshot: settings.indexSnapshot)
            : try await store.currentPosition()
        try await intake.reloadRoutes(ofWorkspace: workspace.slug)
        return Session(
            intake: intake, workspace: workspace, models: models, position: position,
            isNew: isNew)
    }

    /// The generation that serves, with its model; the chosen model begins a new database.
    private static func serving(
        _ store: LeadStore, _ models: ModelLocator, _ memory: Int?
    ) async throws -> Serving {
        if let active = try await store.activeGeneration(), models.chosen == nil {
            return try Serving(
                generation: active, model: try models.model(of: active), memoryBudget: memory)
        }
        let folder = try models.folder()
        let model = try ModelDirectory(path: folder).open()
        if let active = try await store.activeGeneration() {
            return try Serving(generation: active, model: model, memoryBudget: memory)
        }
        let generation = try await store.openGeneration(
            of: ModelReference(model.identity), dimensions: model.identity.dimensions,
            location: folder)
        return try Serving(generation: generation, model: model, memoryBudget: memory)
    }
}

extension ModelReference {
    /// A model as generations name it, with the lead text of this version.
    init(_ identity: ModelIdentity) {
        self.init(
            name: identity.name, contentHash: identity.contentHash, textTemplate: LeadText.version)
    }
}
