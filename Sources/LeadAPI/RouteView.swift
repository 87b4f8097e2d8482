import Leads
import Schema

/// A route as it is sent.
struct RoutePayload: Contracted {
    var name: String
    var description: String
    var examples: [String]
    var rules: RouteRules
    var isFallback: Bool
    var isActive: Bool

    static let contract = Contract<Self>(
        "RoutePayload", Self.init,
        Field("name", \.name, .length(1...100), example: "Data platform"),
        Field(
            "description", \.description, .length(1...4000),
            description: "What the route is for; leads are compared with it.",
            example: "Data warehouses, pipelines and analytics for larger companies."),
        Field(
            "examples", \.examples, .count(...50), .each(.length(1...4000)), default: [],
            description: "Texts as typical leads of this route would write them.",
            example: ["We want to move our reports to a data warehouse."]),
        Field("rules", \.rules, default: RouteRules()),
        Field(
            "is_fallback", \.isFallback, default: false,
            description: "Whether leads go here when no other route fits; one in a workspace."),
        Field("is_active", \.isActive, default: true),
        extra: .forbid, strict: true, description: "A team or person that leads go to.")

    func route(id: RouteID) -> Route {
        Route(
            id: id, name: name, description: description, examples: examples, rules: rules,
            isFallback: isFallback, isActive: isActive, version: 1)
    }
}

/// A route as it is answered.
struct RouteView: Contracted {
    var id: RouteID
    var name: String
    var description: String
    var examples: [String]
    var rules: RouteRules
    var isFallback: Bool
    var isActive: Bool
    var version: Int32

    static let contract = Contract<Self>(
        "Route", Self.init,
        Field("id", \.id), Field("name", \.name), Field("description", \.description),
        Field("examples", \.examples), Field("rules", \.rules),
        Field("is_fallback", \.isFallback), Field("is_active", \.isActive),
        Field("version", \.version, description: "Goes up with every change."))
}

extension RouteView {
    init(_ route: Route) {
        self.init(
            id: route.id, name: route.name, description: route.description,
            examples: route.examples, rules: route.rules, isFallback: route.isFallback,
            isActive: route.isActive, version: route.version)
    }
}

/// All routes of a workspace.
struct RouteList: Contracted {
    var routes: [RouteView]

    static let contract = Contract<Self>("RouteList", Self.init, Field("routes", \.routes))
}
