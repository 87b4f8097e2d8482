public import Leads

extension RoutingTable {
    /// The decision about a lead that cannot be compared with the routes yet, because its text or
    /// that of a route is still to be embedded: the fallback route, whose people look themselves.
    ///
    /// - Parameter score: The score, where the lead at least has a vector.
    /// - Returns: The decision; no candidates, as none was compared.
    public func decidePending(score: ScoreBasis = Scoring.pending) -> Decision {
        let choice = fallback.map {
            RouteChoice(
                id: $0.id, name: $0.name, version: $0.version, similarity: nil,
                reason: .pendingEmbedding)
        }
        return Decision(
            route: choice, candidates: [], score: score, threshold: threshold, model: model)
    }
}

extension Scoring {
    /// The basis of a lead whose vector is made later: no score.
    public static var pending: ScoreBasis {
        ScoreBasis(
            value: nil, absence: .pendingEmbedding, neighbours: [], baseRate: nil, labelled: 0)
    }
}
