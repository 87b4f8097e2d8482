public import LeadStore

/// The acknowledgement of a lead: it is in the database.
public struct Receipt: Sendable, Equatable {
    /// The lead as it was stored; that of the first when it came before.
    public let summary: LeadSummary
    /// Whether this call stored it; false for an `external_id` that was there already.
    public let isNew: Bool
}
