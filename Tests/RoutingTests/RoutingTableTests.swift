import Leads
import Routing
import Testing

@Suite struct RoutingTableTests {
    private let lead = EnrichedLead(
        firstName: "Ada", email: "ada@example.org", emailIsFree: false, revenueTier: 5)
    private let score = Scoring.score([], baseRate: nil, labelled: 0)

    private func route(
        _ name: String, rules: RouteRules = RouteRules(), isFallback: Bool = false,
        isActive: Bool = true
    ) -> Route {
        Route(
            id: .make(), name: name, description: name, examples: [], rules: rules,
            isFallback: isFallback, isActive: isActive, version: 3)
    }

    private func table(_ routes: [Route], threshold: Float = 0.3) -> RoutingTable {
        let vectors: [String: [Float]] = [
            "x": [1, 0, 0], "y": [0, 1, 0], "xy": [0.8, 0.6, 0],
        ]
        return RoutingTable(
            routes: routes, threshold: threshold,
            model: ModelReference(name: "m", contentHash: "h", textTemplate: 1)
        ) { route in
            vectors[route.name].map { [$0] } ?? []
        }
    }

    @Test func `the most similar eligible route is chosen`() throws {
        let decision = try table([route("x"), route("y"), route("xy")])
            .decide(lead, vector: [0.9, 0.1, 0.1], score: score)
        #expect(decision.route?.name == "x")
        #expect(decision.route?.reason == .mostSimilar)
        #expect(decision.route?.version == 3)
        #expect(decision.candidates.map(\.name) == ["x", "xy", "y"])
        #expect(decision.candidates.allSatisfy { $0.brokenRules.isEmpty })
    }

    @Test func `a route whose rules are broken is passed over, and the decision says so`() throws {
        let strict = route("x", rules: RouteRules(minRevenueTier: 9))
        let decision = try table([strict, route("y"), route("xy")])
            .decide(lead, vector: [1, 0, 0], score: score)
        #expect(decision.route?.name == "xy")
        #expect(decision.candidates.first?.brokenRules == ["min_revenue_tier"])
    }

    @Test func `below the threshold the fallback route is chosen`() throws {
        let decision = try table([route("x"), route("rest", isFallback: true)])
            .decide(lead, vector: [0.1, 0, 0.99], score: score)
        #expect(decision.route?.name == "rest")
        #expect(decision.route?.reason == .belowThreshold)
        #expect(decision.route.flatMap(\.similarity).map { abs($0 - 0.1) < 1e-5 } == true)
    }

    @Test func `without an eligible route the fallback route is chosen`() throws {
        let strict = route("x", rules: RouteRules(companyEmail: false))
        let decision = try table([strict, route("rest", isFallback: true)])
            .decide(lead, vector: [1, 0, 0], score: score)
        #expect(decision.route?.reason == .noneEligible)
    }

    @Test func `a lead without text goes to the fallback route and has no candidates`() throws {
        let decision = try table([route("x"), route("rest", isFallback: true)])
            .decide(lead, vector: nil, score: score)
        #expect(decision.route?.reason == .noText)
        #expect(decision.candidates.isEmpty)
    }

    @Test func `without a fallback route nothing is made up`() throws {
        let decision = try table([route("x", isActive: false)])
            .decide(lead, vector: [1, 0, 0], score: score)
        #expect(decision.route == nil)
    }

    @Test func `many ineligible routes do not hide the first eligible one`() throws {
        let strict = RouteRules(minRevenueTier: 9)
        let routes = (0..<8).map { _ in route("x", rules: strict) } + [route("y")]
        let decision = try table(routes, threshold: -1)
            .decide(lead, vector: [1, 0, 0], score: score)
        #expect(decision.route?.name == "y")
        #expect(decision.candidates.count == Decision.candidateLimit + 1)
    }
}
