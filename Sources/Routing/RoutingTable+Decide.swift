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
        let considered = considered(try similarities(to: vector), lead)
        return Decision(
            route: choose(considered), candidates: considered.map(\.candidate), score: score,
            threshold: threshold, model: model)
    }

    /// A candidate beside the place of the route it stands for.
    private struct Considered {
        let candidate: RouteCandidate
        let place: Int
    }

    /// The most similar few, best first, ties by id, and beyond them the first eligible route.
    private func considered(_ similarities: [Float], _ lead: EnrichedLead) -> [Considered] {
        var left = similarities
        var result: [Considered] = []
        while result.count < Decision.candidateLimit {
            guard let place = best(of: left, where: { _ in true }) else { return result }
            left[place] = -.infinity
            result.append(considered(place, similarities[place], lead))
        }
        guard result.allSatisfy({ !$0.candidate.brokenRules.isEmpty }) else { return result }
        let eligible = best(of: left) { routes[$0].rules.broken(by: lead).isEmpty }
        if let place = eligible { result.append(considered(place, similarities[place], lead)) }
        return result
    }

    private func considered(
        _ place: Int, _ similarity: Float, _ lead: EnrichedLead
    ) -> Considered {
        let route = routes[place]
        let candidate = RouteCandidate(
            id: route.id, name: route.name, similarity: similarity,
            brokenRules: route.rules.broken(by: lead))
        return Considered(candidate: candidate, place: place)
    }

    /// The place of the greatest similarity that fulfils the condition; nil when all that are left
    /// are −∞.
    private func best(of similarities: [Float], where condition: (Int) -> Bool) -> Int? {
        var best: Int?
        var greatest = -Float.infinity
        for place in similarities.indices {
            let similarity = similarities[place]
            guard similarity >= greatest, similarity > -.infinity, condition(place) else {
                continue
            }
            if let known = best, similarity == greatest, routes[known].id < routes[place].id {
                continue
            }
            (best, greatest) = (place, similarity)
        }
        return best
    }

    private func choose(_ considered: [Considered]) -> RouteChoice? {
        let best = considered.first { $0.candidate.brokenRules.isEmpty }
        if let best, best.candidate.similarity >= threshold {
            return RouteChoice(
                id: best.candidate.id, name: best.candidate.name,
                version: routes[best.place].version, similarity: best.candidate.similarity,
                reason: .mostSimilar)
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
