import Intake
import LeadIndex
import LeadStore
import Leads
import Schema
import WebAPI

extension LeadAPI {
    var readWorkspace: Operation {
        Operation(
            .get, "/api/v1/workspace", id: "get_workspace", summary: "The workspace's settings",
            tags: ["workspace"], answers: [.ok(WorkspaceView.self)], problems: [.unavailable]
        ) { _ in
            try await answering { .ok(try await view()) }
        }
    }

    var changeWorkspace: Operation {
        Operation(
            .put, "/api/v1/workspace", id: "replace_workspace_settings",
            summary: "Change the workspace's settings", tags: ["workspace"],
            input: .body(WorkspaceSettings.self), answers: [.ok(WorkspaceView.self)],
            problems: [.unavailable]
        ) { _, settings in
            try await answering {
                try await store.setRouteThreshold(settings.routeThreshold, of: workspace)
                try await reload()
                return .ok(try await view())
            }
        }
    }

    private func view() async throws -> WorkspaceView {
        let found = try await store.workspace(slug: slug)
        return WorkspaceView(
            slug: found.slug, routeThreshold: found.routeThreshold,
            model: intake.serving.reference, dimensions: intake.serving.index.dimensions)
    }
}

/// The settings of a workspace as they are sent.
struct WorkspaceSettings: Contracted {
    var routeThreshold: Float

    static let contract = Contract<Self>(
        "WorkspaceSettings", Self.init,
        Field(
            "route_threshold", \.routeThreshold, .range(-1...1),
            description: "The cosine similarity below which a lead goes to the fallback route.",
            example: 0.25),
        extra: .forbid, strict: true)
}

/// A workspace as it is answered.
struct WorkspaceView: Contracted {
    var slug: String
    var routeThreshold: Float
    var model: ModelReference
    var dimensions: Int

    static let contract = Contract<Self>(
        "Workspace", Self.init,
        Field("slug", \.slug), Field("route_threshold", \.routeThreshold),
        Field("model", \.model, description: "The model whose vectors serve now."),
        Field("dimensions", \.dimensions, description: "The length of its vectors."))
}
