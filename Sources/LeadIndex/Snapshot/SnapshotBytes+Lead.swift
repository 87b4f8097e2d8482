import LeadStore
import Leads

extension SnapshotBytes {
    /// Appends a lead; when its outcome was reported is not kept.
    mutating func append(_ lead: IndexedLead) {
        append(lead.workspace.high)
        append(lead.workspace.low)
        append(lead.id.high)
        append(lead.id.low)
        append(lead.transaction)
        append(lead.createdAt)
        append(lead.revenueTier)
        append(Columns.number(of: lead.outcome))
        append(lead.route?.high ?? 0)
        append(lead.route?.low ?? 0)
        for text in [lead.country, lead.industry, lead.source] {
            append(UInt8(text == nil ? 0 : 1))
            if let text { append(text) }
        }
        append(UInt32(lead.tags.count))
        for tag in lead.tags { append(tag) }
        append(lead.vector)
    }

    /// Reads a lead with a vector of the given length.
    mutating func readLead(dimensions: Int) throws(SnapshotError) -> IndexedLead {
        let workspace = WorkspaceID(high: try read(UInt64.self), low: try read(UInt64.self))
        let id = LeadID(high: try read(UInt64.self), low: try read(UInt64.self))
        let (transaction, created) = (try read(UInt64.self), try read(Int64.self))
        let tier = try read(Int32.self)
        let outcome = try Columns.outcome(try read(UInt8.self))
        let route = RouteID(high: try read(UInt64.self), low: try read(UInt64.self))
        let texts = (try readOptionalText(), try readOptionalText(), try readOptionalText())
        var tags: [String] = []
        for _ in 0..<(try read(UInt32.self)) { tags.append(try readText()) }
        var vector = [Float](repeating: 0, count: dimensions)
        try read(into: &vector)
        return IndexedLead(
            id: id, workspace: workspace, vector: vector, country: texts.0, revenueTier: tier,
            industry: texts.1, source: texts.2, tags: tags,
            route: route == RouteID(high: 0, low: 0) ? nil : route, outcome: outcome,
            outcomeAt: 0, createdAt: created, transaction: transaction)
    }

    private mutating func readOptionalText() throws(SnapshotError) -> String? {
        try read(UInt8.self) == 0 ? nil : try readText()
    }
}

extension Columns {
    static func outcome(_ number: UInt8) throws(SnapshotError) -> Outcome? {
        switch number {
        case 0: nil
        case 1: .won
        case 2: .lost
        case 3: .disqualified
        default: throw SnapshotError(.damaged, "it holds an unknown outcome")
        }
    }

    /// The lead of a row that is open, without its vector.
    func lead(row: Int) -> IndexedLead? {
        guard let workspace = workspaceNumbers.value(workspaces[row]) else { return nil }
        let country = countries[row]
        let letters = [UInt8(country >> 8), UInt8(country & 0xFF)]
        let outcome: Outcome? = [nil, .won, .lost, .disqualified][Int(outcomes[row])]
        return IndexedLead(
            id: ids[row], workspace: workspace, vector: [],
            country: country == 0 ? nil : String(decoding: letters, as: UTF8.self),
            revenueTier: Int32(tiers[row]), industry: words.value(industries[row]),
            source: words.value(sources[row]),
            tags: (sets.value(tagSets[row]) ?? []).compactMap { words.value($0) },
            route: routeNumbers.value(routes[row]), outcome: outcome, outcomeAt: 0,
            createdAt: created[row], transaction: transactions[row])
    }
}
