/// Whether the index in memory can answer searches.
public enum IndexState: Sendable, Equatable {
    /// It is being filled from the database.
    case loading
    /// It holds every lead that has a vector.
    case ready
    /// It would need more bytes than it may have and holds nothing: PostgreSQL has to answer.
    case overBudget(needed: Int, budget: Int)
}
