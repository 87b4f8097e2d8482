public import Intake
public import LeadSearch
import LeadStore
public import Leads
public import WebAPI

/// The HTTP operations of the service over one workspace.
public struct LeadAPI: Sendable {
    let intake: Intake
    let workspace: WorkspaceID
    let slug: String
    let rootPath: String
    let bulkBodyLimit: Int
    let leadSearch: LeadSearch
    let briefLine: BriefLine
    /// What became of the leads that were sent.
    public let counters = LeadCounters()
    var store: LeadStore { intake.store }

    /// Makes the operations over the main path.
    ///
    /// - Parameters:
    ///   - intake: The main path.
    ///   - workspace: The workspace that is served.
    ///   - rootPath: The path under which a proxy publishes the service; empty for the root.
    ///   - bulkBodyLimit: The most bytes of a body with many leads.
    ///   - search: What finds leads; nil makes one, whose gauge is not run.
    public init(
        intake: Intake, workspace: Workspace, rootPath: String = "", bulkBodyLimit: Int = 8 << 20,
        search: LeadSearch? = nil
    ) {
        leadSearch = search ?? LeadSearch(store: intake.store, logger: intake.logger)
        briefLine = BriefLine(intake.store, of: workspace.id)
        self.rootPath = rootPath
        self.bulkBodyLimit = bulkBodyLimit
        self.intake = intake
        self.workspace = workspace.id
        slug = workspace.slug
    }

    /// What the OpenAPI document says of the API as a whole.
    public static func info(version: String) -> APIInfo {
        APIInfo(
            title: "Leadline", version: version,
            description: """
                Takes in sales leads, checks them against a declared contract, enriches and embeds \
                them, scores and routes them by similarity to leads whose outcome is known, and \
                finds the leads nearest to a lead or a text.
                """,
            tags: [
                .init("leads", "Taking in, reading and searching leads."),
                .init("routes", "The teams and persons that leads go to."),
                .init("workspace", "Settings of the workspace."),
                .init("index", "The index in this process's memory."),
                .init("health", "Probes for whoever runs the service."),
            ])
    }

    /// All operations.
    public var operations: [Operation] {
        [create, validate, createMany, list, get, delete, reportOutcome, search, nearest]
            + routeOperations + [readWorkspace, changeWorkspace] + indexOperations
            + healthOperations
    }
}
