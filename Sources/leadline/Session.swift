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

    /// Opens the database, loads model, index and routes, and runs the ingest lane meanwhile.
    static func open<Result>(
        _ settings: Settings, _ logger: Logger, _ body: (Session) async throws -> Result
    ) async throws -> Result {
        try await Database.open(settings, logger) { database in
            let store = LeadStore(client: database.client)
            let lane = try await IngestLane(store: store, logger: logger)
            return try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask { await lane.run() }
                let outcome = await captured {
                    try await body(try await prepare(store, lane, settings, logger))
                }
                group.cancelAll()
                try await group.waitForAll()
                return try outcome.get()
            }
        }
    }

    private static func prepare(
        _ store: LeadStore, _ lane: IngestLane, _ settings: Settings, _ logger: Logger
    ) async throws -> Session {
        let models = ModelLocator(chosen: settings.model)
        let serving = try await serving(store, models)
        let intake = Intake(store: store, lane: lane, serving: serving, logger: logger)
        let (workspace, isNew) = try await store.openWorkspace(
            slug: workspaceSlug, name: "Default")
        let position = try await IndexFollower.load(serving, store, logger)
        try await intake.reloadRoutes(ofWorkspace: workspace.slug)
        return Session(
            intake: intake, workspace: workspace, models: models, position: position,
            isNew: isNew)
    }

    /// The generation that serves, with its model; the chosen model begins a new database.
    private static func serving(
        _ store: LeadStore, _ models: ModelLocator
    ) async throws -> Serving {
        if let active = try await store.activeGeneration(), models.chosen == nil {
            return try Serving(generation: active, model: try models.model(of: active))
        }
        let folder = try models.folder()
        let model = try ModelDirectory(path: folder).open()
        if let active = try await store.activeGeneration() {
            return try Serving(generation: active, model: model)
        }
        let generation = try await store.openGeneration(
            of: ModelReference(model.identity), dimensions: model.identity.dimensions,
            location: folder)
        return try Serving(generation: generation, model: model)
    }
}

extension ModelReference {
    /// A model as generations name it, with the lead text of this version.
    init(_ identity: ModelIdentity) {
        self.init(
            name: identity.name, contentHash: identity.contentHash, textTemplate: LeadText.version)
    }
}
