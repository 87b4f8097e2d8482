public import Schema

/// The route that was chosen, and by what.
public struct RouteChoice: Contracted, Equatable {
    /// Why this route was chosen.
    public enum Reason: String, SchemaEnum {
        /// It is the eligible route most similar to the lead.
        case mostSimilar = "most_similar"
        /// The most similar eligible route stayed below the threshold.
        case belowThreshold = "fallback_below_threshold"
        /// No route's rules let the lead in.
        case noneEligible = "fallback_none_eligible"
        /// The lead has no text that could be compared.
        case noText = "fallback_no_text"
        /// The lead's text, or that of a route, had not been embedded when the lead came.
        case pendingEmbedding = "fallback_pending_embedding"
    }

    /// The route.
    public let id: RouteID
    /// Its name at that time.
    public let name: String
    /// Its version at that time.
    public let version: Int32
    /// Cosine similarity (-1…1) of the lead to the best eligible route; nil without one.
    public let similarity: Float?
    /// Why it was chosen.
    public let reason: Reason

    /// Makes the choice of its parts.
    public init(id: RouteID, name: String, version: Int32, similarity: Float?, reason: Reason) {
        self.id = id
        self.name = name
        self.version = version
        self.similarity = similarity
        self.reason = reason
    }

    /// The choice as it is stored and answered.
    public static let contract = Contract<Self>(
        "RouteChoice", Self.init,
        Field("id", \.id), Field("name", \.name), Field("version", \.version),
        Field(
            "similarity", \.similarity,
            description: "Cosine similarity of the lead to the best eligible route, -1 to 1."),
        Field("reason", \.reason, description: "Why this route was chosen."))
}

/// A route that was considered.
public struct RouteCandidate: Contracted, Equatable {
    /// The route.
    public let id: RouteID
    /// Its name at that time.
    public let name: String
    /// Cosine similarity (-1…1) of the lead to the route.
    public let similarity: Float
    /// The rules that kept the lead out; empty when it was eligible.
    public let brokenRules: [String]

    /// Makes the candidate of its parts.
    public init(id: RouteID, name: String, similarity: Float, brokenRules: [String]) {
        self.id = id
        self.name = name
        self.similarity = similarity
        self.brokenRules = brokenRules
    }

    /// The candidate as it is stored and answered.
    public static let contract = Contract<Self>(
        "RouteCandidate", Self.init,
        Field("id", \.id), Field("name", \.name),
        Field("similarity", \.similarity, description: "Cosine similarity, -1 to 1."),
        Field(
            "broken_rules", \.brokenRules,
            description: "The rules that kept the lead out; empty when it was eligible."))
}
