import LeadStore
import Leads
import Similarity

/// The filter fields of all rows, a column each.
struct Columns: Sendable {
    private(set) var ids: [LeadID] = []
    var workspaces: [WorkspaceID] = []
    var countries: [UInt32] = []
    var tiers: [Int8] = []
    var industries: [UInt32] = []
    var sources: [UInt32] = []
    var routes: [RouteID?] = []
    var outcomes: [Outcome?] = []
    var created: [Int64] = []
    var tags: [[UInt32]] = []
    /// The transaction that wrote each row last.
    var transactions: [UInt64] = []
    var terms = Terms()

    /// Writes the fields of a row, which is either there or the next one.
    mutating func set(_ lead: IndexedLead, row: Int) {
        if row == ids.count { appendRow(like: lead) }
        ids[row] = lead.id
        workspaces[row] = lead.workspace
        countries[row] = terms.intern(lead.country)
        tiers[row] = Int8(clamping: lead.revenueTier)
        industries[row] = terms.intern(lead.industry)
        sources[row] = terms.intern(lead.source)
        routes[row] = lead.route
        outcomes[row] = lead.outcome
        created[row] = lead.createdAt
        tags[row] = lead.tags.map { terms.intern($0) }
        transactions[row] = lead.transaction
    }

    private mutating func appendRow(like lead: IndexedLead) {
        ids.append(lead.id)
        workspaces.append(lead.workspace)
        countries.append(Terms.none)
        tiers.append(0)
        industries.append(Terms.none)
        sources.append(Terms.none)
        routes.append(nil)
        outcomes.append(nil)
        created.append(0)
        tags.append([])
        transactions.append(0)
    }
}
