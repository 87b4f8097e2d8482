import Leads
import Similarity

extension Columns {
    /// The rows of `rows` that belong to the workspace and fulfil the filter.
    ///
    /// Each condition is one pass over one column, by SIMD, in which words of 64 rows that are
    /// already empty are skipped: the most selective conditions stand first.
    func matching(
        _ filter: LeadFilter, workspace: WorkspaceID, among rows: RowBitmap
    ) -> RowBitmap {
        var found = rows
        if let country = filter.country {
            found.keep(countries, equalTo: Self.number(ofCountry: country))
        }
        if let industry = filter.industry {
            found.keep(industries, equalTo: words.number(of: industry.folded))
        }
        if let source = filter.source {
            found.keep(sources, equalTo: words.number(of: source.folded))
        }
        if let route = filter.route { found.keep(routes, equalTo: routeNumbers.number(of: route)) }
        if let outcome = filter.outcome { found.keep(outcomes, equalTo: Self.number(of: outcome)) }
        if filter.minRevenueTier != nil || filter.maxRevenueTier != nil {
            let least = Int8(clamping: filter.minRevenueTier ?? .min)
            found.keep(tiers, from: least, to: Int8(clamping: filter.maxRevenueTier ?? .max))
        }
        if filter.createdFrom != nil || filter.createdBefore != nil {
            // "Before" the earliest moment of all keeps nothing.
            guard filter.createdBefore != .min else { return RowBitmap() }
            found.keep(
                created, from: filter.createdFrom ?? .min,
                to: filter.createdBefore.map { $0 - 1 } ?? .max)
        }
        if workspaceNumbers.count > 1 {
            found.keep(workspaces, equalTo: workspaceNumbers.number(of: workspace))
        } else if workspaceNumbers.number(of: workspace) == Interned<WorkspaceID>.unknown {
            return RowBitmap()
        }
        if !filter.tags.isEmpty { keep(&found, tags: filter.tags) }
        return found
    }

    private func keep(_ rows: inout RowBitmap, tags: [String]) {
        let wanted = tags.map { words.number(of: $0.folded) }
        func hasAll(_ number: UInt32) -> Bool {
            guard let set = sets.value(number) else { return false }
            return wanted.allSatisfy { set.contains($0) }
        }
        // Few sets are looked at once each, many only as far as rows are left.
        guard sets.limit * 8 < ids.count else { return rows.filter { hasAll(tagSets[$0]) } }
        let known = (0..<UInt32(sets.limit)).map(hasAll)
        rows.filter { known[Int(tagSets[$0])] }
    }
}

extension Columns {
    /// The number of an ISO 3166 alpha-2 code: its two letters; 0 without one.
    static func number(ofCountry country: String?) -> UInt16 {
        guard let country else { return 0 }
        // Nothing else passes the table's constraint, and as a condition it finds nothing.
        guard country.utf8.count == 2 else { return .max }
        return country.utf8.reduce(0) { $0 << 8 | UInt16($1) }
    }

    static func number(of outcome: Outcome?) -> UInt8 {
        switch outcome {
        case nil: 0
        case .won: 1
        case .lost: 2
        case .disqualified: 3
        }
    }
}
