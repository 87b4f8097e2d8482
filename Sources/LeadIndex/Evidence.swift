public import Leads

/// The leads with a known outcome that are nearest to one in question.
public struct Evidence: Sendable, Equatable {
    /// Nearest first.
    public let neighbours: [LabelledNeighbour]
    /// The share of won leads among all with a known outcome, 0…1; nil without any.
    public let baseRate: Float?
    /// How many leads with a known outcome there are.
    public let labelled: Int

    /// Nothing is known.
    public static let none = Evidence(neighbours: [], baseRate: nil, labelled: 0)
}
