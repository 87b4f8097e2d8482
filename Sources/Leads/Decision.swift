public import Schema

/// Why a lead got its score and its route: everything that was considered, as it was then.
///
/// It is stored with the lead in the same commit, so that it can be explained and replayed.
public struct Decision: Contracted, Equatable {
    /// The route chosen; nil when nothing was eligible and the workspace has no fallback route.
    public var route: RouteChoice?
    /// The routes most similar to the lead, best first.
    public var candidates: [RouteCandidate]
    /// The score and what it rests on.
    public var score: ScoreBasis
    /// The threshold of similarity that was in force, -1…1.
    public var threshold: Float
    /// The model that made the lead's vector.
    public var model: ModelReference

    /// How many candidates a decision keeps, and the first eligible one beyond them.
    public static let candidateLimit = 5

    /// Makes a decision of its parts.
    public init(
        route: RouteChoice?, candidates: [RouteCandidate], score: ScoreBasis, threshold: Float,
        model: ModelReference
    ) {
        self.route = route
        self.candidates = candidates
        self.score = score
        self.threshold = threshold
        self.model = model
    }

    /// The decision as it is stored and answered.
    public static let contract = Contract<Self>(
        "Decision", Self.init,
        Field("route", \.route, description: "The route chosen, and by what."),
        Field(
            "candidates", \.candidates,
            description: "The routes most similar to the lead, best first."),
        Field("score", \.score, description: "The score and the leads it rests on."),
        Field(
            "threshold", \.threshold,
            description: "The cosine similarity below which leads go to the fallback route."),
        Field("model", \.model, description: "The model that made the lead's vector."),
        description: "Why a lead got its score and its route, as it was considered then.")
}
