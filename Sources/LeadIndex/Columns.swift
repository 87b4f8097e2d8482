import LeadStore
import Leads

/// The filter fields of all rows, a column each: 56 bytes a row and the words that rows share.
struct Columns: Sendable {
    /// The bytes of one row in all columns, and in the table of keys at its fullest and emptiest.
    static let bytesPerRow = 56 + 8

    private(set) var ids: [LeadID] = []
    private(set) var workspaces: [UInt32] = []
    private(set) var countries: [UInt16] = []
    private(set) var tiers: [Int8] = []
    private(set) var outcomes: [UInt8] = []
    private(set) var industries: [UInt32] = []
    private(set) var sources: [UInt32] = []
    private(set) var routes: [UInt32] = []
    private(set) var tagSets: [UInt32] = []
    private(set) var created: [Int64] = []
    /// The transaction that wrote each row last.
    private(set) var transactions: [UInt64] = []

    private(set) var workspaceNumbers = Interned<WorkspaceID>()
    private(set) var routeNumbers = Interned<RouteID>()
    /// Industries, sources and tags, without regard to case.
    private(set) var words = Interned<String>()
    /// Most leads share their tags with others: sets of words, each in ascending order.
    private(set) var sets = Interned<[UInt32]>()

    /// Makes a row of its key alone; it is either the next one or one that was cleared.
    mutating func open(_ key: LeadKey, row: Int) {
        if row == ids.count { appendRow(key.id) }
        ids[row] = key.id
        workspaces[row] = workspaceNumbers.take(key.workspace)
    }

    /// Writes the fields of a row that is open.
    mutating func set(_ lead: IndexedLead, row: Int) {
        let old = (industries[row], sources[row], routes[row], tagSets[row])
        countries[row] = Self.number(ofCountry: lead.country)
        tiers[row] = Int8(clamping: lead.revenueTier)
        outcomes[row] = Self.number(of: lead.outcome)
        industries[row] = words.take(lead.industry?.folded)
        sources[row] = words.take(lead.source?.folded)
        routes[row] = routeNumbers.take(lead.route)
        tagSets[row] = take(tags: lead.tags)
        created[row] = lead.createdAt
        transactions[row] = lead.transaction
        release(old)
    }

    /// Empties a row.
    mutating func clear(row: Int) {
        release((industries[row], sources[row], routes[row], tagSets[row]))
        workspaceNumbers.release(workspaces[row])
        workspaces[row] = Interned<WorkspaceID>.none
        (industries[row], sources[row], routes[row], tagSets[row]) = (0, 0, 0, 0)
        transactions[row] = 0
    }

    /// How many rows are of a workspace; nil for one of which there has been none.
    func rows(of workspace: WorkspaceID) -> Int? {
        let number = workspaceNumbers.number(of: workspace)
        return number == Interned<WorkspaceID>.unknown ? nil : Int(workspaceNumbers.uses(number))
    }

    mutating func reserve(_ rows: Int) {
        ids.reserveCapacity(rows)
        workspaces.reserveCapacity(rows)
        countries.reserveCapacity(rows)
        tiers.reserveCapacity(rows)
        outcomes.reserveCapacity(rows)
        industries.reserveCapacity(rows)
        sources.reserveCapacity(rows)
        routes.reserveCapacity(rows)
        tagSets.reserveCapacity(rows)
        created.reserveCapacity(rows)
        transactions.reserveCapacity(rows)
    }

    private mutating func appendRow(_ id: LeadID) {
        ids.append(id)
        workspaces.append(0)
        countries.append(0)
        tiers.append(0)
        outcomes.append(0)
        industries.append(0)
        sources.append(0)
        routes.append(0)
        tagSets.append(0)
        created.append(0)
        transactions.append(0)
    }

    private mutating func take(tags: [String]) -> UInt32 {
        guard !tags.isEmpty else { return Interned<[UInt32]>.none }
        var set = tags.map { words.take($0.folded) }
        if set.count > 1 { set.sort() }
        let number = sets.take(set)
        // The words belong to the set, not to each row that has it.
        if sets.uses(number) > 1 { for word in set { words.release(word) } }
        return number
    }

    private mutating func release(
        _ old: (industry: UInt32, source: UInt32, route: UInt32, tags: UInt32)
    ) {
        words.release(old.industry)
        words.release(old.source)
        routeNumbers.release(old.route)
        for word in sets.release(old.tags) ?? [] { words.release(word) }
    }
}
