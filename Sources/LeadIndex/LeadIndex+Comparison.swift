public import LeadStore
import Leads
public import Similarity

/// How an index stands to leads of the table.
public struct IndexDifferences: Sendable, Equatable {
    /// Leads of the table that the index holds, right or not.
    public internal(set) var held = 0
    /// Leads of the table that the index does not hold.
    public internal(set) var missing = 0
    /// Leads that the index holds as another transaction left them.
    public internal(set) var outdated = 0
    /// Leads that the index holds by the right transaction but with another vector or other fields.
    public internal(set) var wrong = 0

    /// Nothing compared yet.
    public init() {}
}

extension LeadIndex {
    /// What the index holds, as numbers to compare with another process or with the table.
    ///
    /// - Complexity: One hash a lead, about 0.3 µs.
    public func digest() -> IndexDigest {
        reading { $0.digest() }
    }

    /// Compares leads as the table has them with what the index holds of them.
    ///
    /// - Parameters:
    ///   - leads: Leads with their vectors as they are stored.
    ///   - differences: What is found is added here.
    /// - Throws: `SimilarityError` for a stored vector that is not usable.
    public func compare(
        _ leads: [IndexedLead], into differences: inout IndexDifferences
    ) throws(SimilarityError) {
        try reading { (storage) throws(SimilarityError) in
            for lead in leads { try storage.compare(lead, into: &differences) }
        }
    }
}

extension IndexStorage {
    func digest() -> IndexDigest {
        var digest = IndexDigest()
        forEachState { key, transaction in digest.add(key, transaction: transaction) }
        return digest
    }

    func compare(
        _ lead: IndexedLead, into differences: inout IndexDifferences
    ) throws(SimilarityError) {
        let key = LeadKey(workspace: lead.workspace, id: lead.id)
        guard let row = row(of: key) else {
            differences.missing += 1
            return
        }
        differences.held += 1
        if columns.transactions[Int(row)] != lead.transaction {
            differences.outdated += 1
        } else if !columns.holds(lead, row: Int(row)) {
            differences.wrong += 1
        } else if try vectorDiffers(from: lead, row: row) {
            differences.wrong += 1
        }
    }

    /// The index keeps vectors at unit length, which costs the last bits of those stored.
    private func vectorDiffers(
        from lead: IndexedLead, row: UInt32
    ) throws(SimilarityError) -> Bool {
        let stored = try normalised(lead.vector.span)
        return try vectors.vectors.withVector(row: row) { held in
            stored.indices.contains { abs(stored[$0] - held[$0]) > 1e-5 }
        }
    }
}

extension Columns {
    /// Whether a row has the fields of a lead.
    ///
    /// The moment of storing is left out: a process that stored a lead itself takes it from its
    /// own clock.
    func holds(_ lead: IndexedLead, row: Int) -> Bool {
        countries[row] == Self.number(ofCountry: lead.country)
            && tiers[row] == Int8(clamping: lead.revenueTier)
            && outcomes[row] == Self.number(of: lead.outcome)
            && words.value(industries[row]) == lead.industry?.folded
            && words.value(sources[row]) == lead.source?.folded
            && routeNumbers.value(routes[row]) == lead.route
            && tags(of: row) == lead.tags.map(\.folded).sorted()
    }

    private func tags(of row: Int) -> [String] {
        (sets.value(tagSets[row]) ?? []).compactMap { words.value($0) }.sorted()
    }
}
