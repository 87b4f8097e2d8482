public import LeadIndex
import LeadStore

/// How the index of this process stands to the table.
public struct IndexCheck: Sendable {
    /// How many leads of the table have a vector of the generation that serves.
    public var leads = 0
    /// How many leads the index holds.
    public var indexed = 0
    /// Leads of the index that the table does not have.
    public var surplus: Int { max(0, indexed - differences.held) }
    /// Leads of the table that the index has otherwise or not at all.
    public var differences = IndexDifferences()

    /// Whether the index is the table.
    public var agrees: Bool {
        surplus == 0 && differences.missing == 0 && differences.outdated == 0
            && differences.wrong == 0
    }
}

extension Intake {
    /// Compares the index with the whole table, which is read for it.
    ///
    /// What is written meanwhile may count as a difference, for the feed is a moment behind.
    ///
    /// - Returns: What was found.
    /// - Throws: `PostgresError`, `StoreError` or `SimilarityError` for a stored lead that can't
    ///   be read.
    public func checkIndex() async throws -> IndexCheck {
        let serving = serving
        var check = IndexCheck()
        try await store.forEachIndexedLead(generation: serving.generation.id) { leads in
            check.leads += leads.count
            try serving.index.compare(leads, into: &check.differences)
        }
        check.indexed = serving.index.count
        return check
    }
}
