public import Schema

/// A score and the leads it rests on.
public struct ScoreBasis: Contracted, Equatable {
    /// Why there is no score.
    public enum Absence: String, SchemaEnum {
        /// The lead has no text that could be compared.
        case noText = "no_text"
        /// No lead of the workspace has an outcome yet.
        case noOutcomes = "no_outcomes"
        /// The lead's text could not be embedded when it came; the vector is made later.
        case pendingEmbedding = "pending_embedding"
    }

    /// The expected share of won leads among leads like this one, 0…1; nil when `absence` says why.
    public var value: Float?
    /// Why there is no value.
    public var absence: Absence?
    /// The nearest leads with a known outcome, nearest first.
    public var neighbours: [LabelledNeighbour]
    /// The share of won leads among all with a known outcome, 0…1.
    public var baseRate: Float?
    /// How many leads with a known outcome were searched.
    public var labelled: Int

    /// Makes the basis of its parts.
    public init(
        value: Float?, absence: Absence?, neighbours: [LabelledNeighbour], baseRate: Float?,
        labelled: Int
    ) {
        self.value = value
        self.absence = absence
        self.neighbours = neighbours
        self.baseRate = baseRate
        self.labelled = labelled
    }

    /// The basis as it is stored and answered.
    public static let contract = Contract<Self>(
        "Score", Self.init,
        Field(
            "value", \.value,
            description: "Expected share of won leads among leads like this one, 0 to 1."),
        Field("absence", \.absence, description: "Why there is no value."),
        Field(
            "neighbours", \.neighbours,
            description: "The nearest leads with a known outcome, nearest first."),
        Field(
            "base_rate", \.baseRate,
            description: "Share of won leads among all with a known outcome, 0 to 1."),
        Field("labelled", \.labelled, description: "How many leads with an outcome were searched."))
}

/// A lead with a known outcome and its similarity to the one in question.
public struct LabelledNeighbour: Contracted, Equatable {
    /// The neighbour.
    public let id: LeadID
    /// Cosine similarity, -1…1.
    public let similarity: Float
    /// What became of it.
    public let outcome: Outcome

    /// Makes the neighbour of its parts.
    public init(id: LeadID, similarity: Float, outcome: Outcome) {
        self.id = id
        self.similarity = similarity
        self.outcome = outcome
    }

    /// The neighbour as it is answered.
    public static let contract = Contract<Self>(
        "Neighbour", Self.init,
        Field("id", \.id),
        Field("similarity", \.similarity, description: "Cosine similarity, -1 to 1."),
        Field("outcome", \.outcome))
}
