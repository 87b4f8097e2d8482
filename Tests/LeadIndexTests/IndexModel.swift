import LeadIndex
import LeadStore
import Leads

/// What the index must be equal to: leads in a plain dictionary, searched one by one.
struct IndexModel {
    struct Key: Hashable {
        let workspace: WorkspaceID
        let id: LeadID
    }

    private(set) var leads: [Key: IndexedLead] = [:]

    mutating func upsert(_ lead: IndexedLead) {
        let key = Key(workspace: lead.workspace, id: lead.id)
        if let known = leads[key], known.transaction > lead.transaction { return }
        leads[key] = lead
    }

    mutating func remove(_ id: LeadID, _ workspace: WorkspaceID, before transaction: UInt64) {
        let key = Key(workspace: workspace, id: id)
        if let known = leads[key], known.transaction <= transaction { leads[key] = nil }
    }

    /// The similarity of every lead that a query may return.
    func answer(_ query: LeadQuery) -> [LeadID: Float] {
        var found: [LeadID: Float] = [:]
        for lead in leads.values
        where lead.workspace == query.workspace && query.filter.passes(lead)
            && lead.id != query.excluded
        {
            found[lead.id] = Self.cosine(lead.vector, query.vector)
        }
        return found
    }

    static func cosine(_ a: [Float], _ b: [Float]) -> Float {
        func product(_ a: [Float], _ b: [Float]) -> Float {
            zip(a, b).reduce(0) { $0 + $1.0 * $1.1 }
        }
        return product(a, b) / (product(a, a) * product(b, b)).squareRoot()
    }
}

extension LeadFilter {
    /// Whether a lead fulfils every condition.
    func passes(_ lead: IndexedLead) -> Bool {
        func isSame(_ wanted: String?, _ value: String?) -> Bool {
            wanted == nil || wanted?.lowercased() == value?.lowercased()
        }
        let tags = lead.tags.map { $0.lowercased() }
        return isSame(country, lead.country) && isSame(industry, lead.industry)
            && isSame(source, lead.source)
            && self.tags.allSatisfy { tags.contains($0.lowercased()) }
            && (minRevenueTier.map { lead.revenueTier >= $0 } ?? true)
            && (maxRevenueTier.map { lead.revenueTier <= $0 } ?? true)
            && (route == nil || route == lead.route)
            && (outcome == nil || outcome == lead.outcome)
            && (createdFrom.map { lead.createdAt >= $0 } ?? true)
            && (createdBefore.map { lead.createdAt < $0 } ?? true)
    }
}

/// SplitMix64, so that every run of a test does the same.
struct SeededChoices: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}
