public import Leads
public import Similarity

extension RoutingTable {
    /// Chooses the route of a lead and puts together all that was considered.
    ///
    /// - Parameters:
    ///   - lead: The lead, enriched.
    ///   - vector: Its unit vector by the table's model; nil when its text gave none.
    ///   - score: Its score and the leads this rests on.
    /// - Returns: The decision.
    /// - Throws: `SimilarityError` when the vector is of another length than the routes'.
    /// - Complexity: One dot product a route.
    public func decide(
        _ lead: EnrichedLead, vector: [Float]?, score: ScoreBasis
    ) throws(SimilarityError) -> Decision {
        guard let vector else {
            return Decision(
                route: fallback.map { Self.fallback($0, similarity: nil, reason: .noText) },
                candidates: [], score: score, threshold: threshold, model: model)
        }
        let ranked = try ranked(vector)
        let considered = considered(ranked, lead)
        return Decision(
            route: choose(considered), candidates: considered.map(\.candidate), score: score,
            threshold: threshold, model: model)
    }

    private struct Ranked {
        let route: Route
        let similarity: Float
    }

    /// A candidate beside the route it stands for.
    private struct Considered {
        let candidate: RouteCandidate
        let route: Route
    }

    /// All routes, the most similar first, ties by id.
    private func ranked(_ vector: [Float]) throws(SimilarityError) -> [Ranked] {
        var ranked: [Ranked] = []
        ranked.reserveCapacity(entries.count)
        for entry in entries {
            let similarity = try dotProduct(entry.centroid.span, vector.span)
            ranked.append(Ranked(route: entry.route, similarity: similarity))
        }
        ranked.sort { one, other in
            one.similarity != other.similarity
                ? one.similarity > other.similarity : one.route.id < other.route.id
        }
        return ranked
    }

    /// The best few, and beyond them the first eligible route.
    private func considered(_ ranked: [Ranked], _ lead: EnrichedLead) -> [Considered] {
        var result: [Considered] = []
        var foundEligible = false
        for (place, entry) in ranked.enumerated() {
            let isNear = place < Decision.candidateLimit
            if foundEligible && !isNear { break }
            let broken = entry.route.rules.broken(by: lead)
            guard isNear || broken.isEmpty else { continue }
            foundEligible = foundEligible || broken.isEmpty
            let candidate = RouteCandidate(
                id: entry.route.id, name: entry.route.name, similarity: entry.similarity,
                brokenRules: broken)
            result.append(Considered(candidate: candidate, route: entry.route))
        }
        return result
    }

    private func choose(_ considered: [Considered]) -> RouteChoice? {
        let best = considered.first { $0.candidate.brokenRules.isEmpty }
        if let best, best.candidate.similarity >= threshold {
            return RouteChoice(
                id: best.route.id, name: best.route.name, version: best.route.version,
                similarity: best.candidate.similarity, reason: .mostSimilar)
        }
        return fallback.map {
            Self.fallback(
                $0, similarity: best?.candidate.similarity,
                reason: best == nil ? .noneEligible : .belowThreshold)
        }
    }

    private static func fallback(
        _ route: Route, similarity: Float?, reason: RouteChoice.Reason
    ) -> RouteChoice {
        RouteChoice(
            id: route.id, name: route.name, version: route.version, similarity: similarity,
            reason: reason)
    }
}
