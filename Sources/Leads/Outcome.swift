public import Schema

/// What became of a lead, as sales reported it.
public enum Outcome: String, SchemaEnum {
    /// It became a customer.
    case won
    /// It was worked on and did not become a customer.
    case lost
    /// It was not worth working on: no fit, no budget, no real person.
    case disqualified

    /// What the outcome counts in the score of similar leads: 1 for won, else 0.
    public var value: Float {
        self == .won ? 1 : 0
    }
}
