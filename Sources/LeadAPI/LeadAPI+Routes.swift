import Intake
import LeadStore
import Leads
import Schema
import WebAPI

extension LeadAPI {
    var routeOperations: [Operation] { [listRoutes, addRoute, getRoute, putRoute, deleteRoute] }

    private static func noSuchRoute() -> HTTPProblem {
        .notFound("There is no such route in this workspace.", code: "route_not_found")
    }

    private var listRoutes: Operation {
        Operation(
            .get, "/api/v1/routes", id: "list_routes", summary: "All routes", tags: ["routes"],
            answers: [.ok(RouteList.self)], problems: [.unavailable]
        ) { _ in
            try await answering {
                let routes = try await store.routes(of: workspace)
                return .ok(RouteList(routes: routes.map { RouteView($0) }))
            }
        }
    }

    private var addRoute: Operation {
        Operation(
            .post, "/api/v1/routes", id: "create_route", summary: "Add a route", tags: ["routes"],
            input: .body(RoutePayload.self), answers: [.created(RouteView.self)],
            problems: [.conflict, .unavailable]
        ) { _, payload in
            try await answering {
                let route = try await store.add(payload.route(id: .make()), to: workspace)
                try await reload()
                return .created(RouteView(route), location: "\(rootPath)/api/v1/routes/\(route.id)")
            }
        }
    }

    private var getRoute: Operation {
        Operation(
            .get, "/api/v1/routes/{id}", id: "get_route", summary: "One route", tags: ["routes"],
            input: .path("id", RouteID.self), answers: [.ok(RouteView.self)],
            problems: [.notFound, .unavailable]
        ) { _, id in
            try await answering {
                guard let route = try await store.route(id, of: workspace) else {
                    throw Self.noSuchRoute()
                }
                return .ok(RouteView(route))
            }
        }
    }

    private var putRoute: Operation {
        Operation(
            .put, "/api/v1/routes/{id}", id: "replace_route", summary: "Replace a route",
            tags: ["routes"], input: .path("id", RouteID.self), .body(RoutePayload.self),
            answers: [.ok(RouteView.self)], problems: [.notFound, .conflict, .unavailable]
        ) { _, id, payload in
            try await answering {
                let replaced = try await store.replace(payload.route(id: id), in: workspace)
                guard let replaced else { throw Self.noSuchRoute() }
                try await reload()
                return .ok(RouteView(replaced))
            }
        }
    }

    private var deleteRoute: Operation {
        Operation(
            .delete, "/api/v1/routes/{id}", id: "delete_route", summary: "Delete a route",
            description: """
                Leads that went there keep its name in their decision. The fallback route is not \
                deleted: leads that fit no other would reach nobody.
                """,
            tags: ["routes"], input: .path("id", RouteID.self), answers: [.empty()],
            problems: [.notFound, .conflict, .unavailable]
        ) { _, id in
            try await answering {
                guard try await store.deleteRoute(id, of: workspace) else {
                    throw Self.noSuchRoute()
                }
                try await reload()
                return .noContent
            }
        }
    }

    /// Decisions follow a change at once, not only when the follower sees it.
    func reload() async throws {
        try await intake.reloadRoutes(ofWorkspace: slug)
    }
}
