/// What became of a sample lead, with the names of the API.
public enum SampleOutcome: String, Sendable {
    /// It became a customer.
    case won
    /// It was worked on and did not become a customer.
    case lost
    /// It was not worth working on.
    case disqualified
}
