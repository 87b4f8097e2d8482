public import Embedding
public import LeadIndex
public import LeadStore
public import Leads
public import Routing
import Similarity
import Synchronization

/// One generation of vectors as it serves: its model, its index, and the routes as it sees them.
public final class Serving: Sendable {
    /// The generation in the database.
    public let generation: Generation
    /// The model that makes its vectors.
    public let model: any Embedder
    /// What it takes the model to embed a text.
    public let effort: EmbeddingEffort
    /// Its vectors in memory.
    public let index: LeadIndex
    /// Whether ``index`` can answer searches.
    public var indexState: IndexState { index.state }
    /// How many leads have a vector, counted now and then.
    let counts = CoverageCount()
    private let tables = Mutex<[WorkspaceID: (table: RoutingTable, ticket: Int)]>([:])
    private let tickets = Atomic<Int>(0)

    /// Makes an empty index of a generation, which may take so many bytes; nil for any number.
    ///
    /// - Throws: ``IntakeError`` when the model is not the one of the generation.
    public init(
        generation: Generation, model: any Embedder, memoryBudget: Int? = nil
    ) throws {
        guard model.identity.contentHash == generation.contentHash else {
            throw IntakeError(
                .wrongModel,
                """
                The database's vectors were made by model \(generation.name) \
                (\(generation.contentHash.prefix(12))), not by \(model.identity.name) \
                (\(model.identity.contentHash.prefix(12))): set LEADLINE_MODEL to the first, or \
                run `leadline reembed --model DIR` with the second.
                """)
        }
        self.generation = generation
        self.model = model
        effort = model.effort
        guard generation.textTemplate == LeadText.version else {
            throw IntakeError(
                .wrongModel,
                """
                The database's vectors were made of lead texts of version \
                \(generation.textTemplate), this program makes version \(LeadText.version): run \
                `leadline reembed --model \(generation.location)`.
                """)
        }
        index = try LeadIndex(
            dimensions: generation.dimensions, seed: generation.seed, memoryBudget: memoryBudget)
    }

    /// The model as decisions name it.
    public var reference: ModelReference {
        ModelReference(
            name: generation.name, contentHash: generation.contentHash,
            textTemplate: generation.textTemplate)
    }

    /// The vector of a lead's text; nil when the text gives none.
    public func vector(of lead: EnrichedLead) async throws -> [Float]? {
        let text = LeadText.text(of: lead)
        return text.isEmpty ? nil : try await model.embed(text).values
    }

    /// The routes of a workspace as they are now.
    ///
    /// - Throws: ``IntakeError`` when the workspace's routes have not been loaded.
    public func routing(of workspace: WorkspaceID) throws -> RoutingTable {
        guard let table = loadedRouting(of: workspace) else {
            throw IntakeError(.notReady, "The workspace's routes are still being loaded.")
        }
        return table
    }

    /// The routes of a workspace as they are now; nil before they have been loaded.
    func loadedRouting(of workspace: WorkspaceID) -> RoutingTable? {
        tables.withLock { $0[workspace]?.table }
    }

    /// A number to draw before the routes are read: the later one wins, whoever is done first.
    public func drawTicket() -> Int {
        tickets.add(1, ordering: .relaxed).newValue
    }

    /// Puts the routes of a workspace in place of those before, unless routes that were read later
    /// are in place already.
    func setRoutes(
        _ routes: [Route], of workspace: Workspace, ticket: Int, _ made: RouteVectors
    ) {
        let table = RoutingTable(
            routes: routes, threshold: workspace.routeThreshold, model: reference,
            isComplete: made.problem == nil, vectors: { made.vectors[$0.id] ?? [] })
        tables.withLock { tables in
            if let known = tables[workspace.id], known.ticket > ticket { return }
            tables[workspace.id] = (table, ticket)
        }
    }
}
