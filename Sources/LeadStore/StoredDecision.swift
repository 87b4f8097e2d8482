import Leads
import Schema

/// What `leads.decision` holds: a decision without its lists and its model, which have columns of
/// their own.
struct StoredDecision: Contracted, Equatable {
    /// A score without the leads it rests on.
    struct Score: Contracted, Equatable {
        var value: Float?
        var absence: ScoreBasis.Absence?
        var baseRate: Float?
        var labelled: Int

        static let contract = Contract<Self>(
            "StoredScore", Self.init,
            Field("value", \.value), Field("absence", \.absence), Field("base_rate", \.baseRate),
            Field("labelled", \.labelled))
    }

    var route: RouteChoice?
    var score: Score
    var threshold: Float

    static let contract = Contract<Self>(
        "StoredDecision", Self.init,
        Field("route", \.route), Field("score", \.score), Field("threshold", \.threshold))
}

extension StoredDecision {
    /// The part of a decision that is stored as JSON.
    init(_ decision: Decision) {
        let score = decision.score
        self.init(
            route: decision.route,
            score: Score(
                value: score.value, absence: score.absence, baseRate: score.baseRate,
                labelled: score.labelled),
            threshold: decision.threshold)
    }

    /// The whole decision, with what is stored beside the JSON.
    func decision(
        candidates: [RouteCandidate], neighbours: [LabelledNeighbour], model: ModelReference
    ) -> Decision {
        Decision(
            route: route, candidates: candidates,
            score: ScoreBasis(
                value: score.value, absence: score.absence, neighbours: neighbours,
                baseRate: score.baseRate, labelled: score.labelled),
            threshold: threshold, model: model)
    }
}
