public import Embedding
import Foundation
public import Intake
public import LeadStore
public import Leads
import Logging
import Migrations
import Postgres
import PostgresTesting
public import Schema

/// The main path over a real database and the real static model, for one test.
public struct IntakeFixture: Sendable {
    /// The main path.
    public let intake: Intake
    /// What its leads are stored by.
    public let lane: IngestLane
    /// The workspace of the test.
    public let workspace: Workspace
    /// Where the change feed is followed from.
    public let position: ChangePosition

    /// Puts a fixture together.
    public init(
        intake: Intake, lane: IngestLane, workspace: Workspace, position: ChangePosition
    ) {
        self.intake = intake
        self.lane = lane
        self.workspace = workspace
        self.position = position
    }

    /// The store beneath the path.
    public var store: LeadStore { intake.store }

    /// Lends a fixture with the given routes to `body`; with the product's own model unless another
    /// is given.
    public static func run(
        routes: [Route] = [], model: (any Embedder)? = nil,
        _ body: (IntakeFixture) async throws -> Void
    ) async throws {
        try await TestDatabase.withSchema { clients in
            let client = clients[0]
            _ = try await Migrator(client: client, migrations: try Migration.bundled()).migrate()
            let store = LeadStore(client: client)
            let logger = Logger(label: "test")
            let writer = try await LeadWriter(store: store, logger: logger)
            let lane = IngestLane(writer: writer, logger: logger)
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask { await lane.run() }
                try await body(try await make(store, lane, routes, model))
                group.cancelAll()
            }
        }
    }

    private static func make(
        _ store: LeadStore, _ lane: IngestLane, _ routes: [Route], _ chosen: (any Embedder)?
    ) async throws -> IntakeFixture {
        let model = try chosen ?? ModelDirectory(path: modelPath).load()
        let generation = try await store.openGeneration(
            of: ModelReference(
                name: model.identity.name, contentHash: model.identity.contentHash,
                textTemplate: LeadText.version),
            dimensions: model.identity.dimensions, location: modelPath)
        let serving = try Serving(generation: generation, model: model)
        let logger = Logger(label: "test")
        let intake = Intake(store: store, lane: lane, serving: serving, logger: logger)
        let (workspace, _) = try await store.openWorkspace(slug: "default", name: "Test")
        for route in routes { _ = try await store.add(route, to: workspace.id) }
        let position = try await IndexFollower.load(serving, store, logger)
        try await intake.reloadRoutes(ofWorkspace: workspace.slug)
        return IntakeFixture(
            intake: intake, lane: lane, workspace: workspace, position: position)
    }

    /// The folder of the product's own model.
    public static var modelPath: String {
        URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appendingPathComponent("models/static-minilm-256").path
    }

    /// A valid payload, with some members set.
    public static func payload(_ members: JSONObject = [:]) throws -> LeadPayload {
        var all: JSONObject = [
            "first_name": "Ada", "email": "ada@example.org", "revenue_tier": 3,
            "job_title": "Head of Data Engineering",
            "message": "We need a data warehouse for our reports.",
        ]
        for member in members.members { all[member.name] = member.value }
        var writer = JSONWriter()
        writer.write(all)
        return try LeadPayload.contract.decode(writer.bytes)
    }

    /// A route by name and description.
    public static func route(
        _ name: String, _ description: String, rules: RouteRules = RouteRules(),
        isFallback: Bool = false
    ) -> Route {
        Route(
            id: .make(), name: name, description: description, examples: [], rules: rules,
            isFallback: isFallback, isActive: true, version: 1)
    }
}
