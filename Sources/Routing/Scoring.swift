public import Leads

/// The score of a lead from its nearest leads whose outcome is known.
///
/// A share of won among the k nearest, weighted by similarity and drawn towards the base rate as
/// if `priorWeight` neighbours more had come out like the average: (k·p + w·base) / (k + w).
public enum Scoring {
    /// How many neighbours are asked for (k).
    public static let neighbourCount = 25
    /// How many average neighbours are added (w).
    public static let priorWeight: Float = 2

    /// Scores by the given neighbours.
    ///
    /// - Parameters:
    ///   - neighbours: The nearest leads with a known outcome, nearest first, at most k.
    ///   - baseRate: The share of won leads among all with a known outcome, 0…1; nil without any.
    ///   - labelled: How many leads with a known outcome were searched.
    /// - Returns: The score and what it rests on.
    public static func score(
        _ neighbours: [LabelledNeighbour], baseRate: Float?, labelled: Int
    ) -> ScoreBasis {
        guard let baseRate, !neighbours.isEmpty else {
            return ScoreBasis(
                value: nil, absence: .noOutcomes, neighbours: [], baseRate: nil, labelled: labelled)
        }
        var weights: Float = 0
        var won: Float = 0
        for neighbour in neighbours {
            // A lead that points the other way says nothing; it must not vote backwards.
            let weight = max(neighbour.similarity, 0)
            weights += weight
            won += weight * neighbour.outcome.value
        }
        let count = weights > 0 ? Float(neighbours.count) : 0
        let share = weights > 0 ? won / weights : 0
        let value = (count * share + priorWeight * baseRate) / (count + priorWeight)
        return ScoreBasis(
            value: min(max(value, 0), 1), absence: nil, neighbours: neighbours, baseRate: baseRate,
            labelled: labelled)
    }

    /// The basis of a lead whose text gave no vector: no score.
    public static func withoutText(baseRate: Float?, labelled: Int) -> ScoreBasis {
        ScoreBasis(
            value: nil, absence: .noText, neighbours: [], baseRate: baseRate, labelled: labelled)
    }
}
