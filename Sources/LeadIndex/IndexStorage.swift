import LeadStore
import Leads
import Similarity

/// All vectors of the active generation, with the fields that searches filter by.
struct IndexStorage: ~Copyable, Sendable {
    let dimensions: Int
    let seed: UInt64
    var vectors: VectorIndex
    var columns = Columns()
    private var table = RowTable()
    let labelled: LabelledSets
    /// Leads of the feed that have no vector, with the transaction that left them so.
    var vectorless: [LeadKey: UInt64] = [:]
    private var departures = Departures()
    /// Transactions of which the index does not hold a lead, or not any more: the feed has to bring
    /// it, also when this process stored it.
    var passedOver: Set<UInt64> = []
    /// Counts what was taken in from the table.
    private(set) var readings = 0

    /// Whether only labelled leads are kept, because all would take too much memory.
    private(set) var isGivenUp = false

    init(dimensions: Int, seed: UInt64) throws(SimilarityError) {
        self.dimensions = dimensions
        self.seed = seed
        labelled = LabelledSets(dimensions: dimensions, seed: seed)
        vectors = try VectorIndex(dimensions: dimensions, seed: seed)
    }

    var count: Int { vectors.count }

    /// The bytes that the rows take; those of leads that are gone are used again.
    var bytes: Int { vectors.vectors.rowLimit * Self.bytesPerLead(dimensions: dimensions) }

    /// The bytes of a lead's vector, code and fields.
    static func bytesPerLead(dimensions: Int) -> Int {
        VectorIndex.bytesPerRow(dimensions: dimensions) + Columns.bytesPerRow
    }

    /// Calls `body` with every lead and the transaction that wrote it last.
    func forEachState(_ body: (LeadKey, _ transaction: UInt64) -> Void) {
        for row in columns.ids.indices where vectors.vectors.rows.contains(UInt32(row)) {
            guard let workspace = columns.workspaceNumbers.value(columns.workspaces[row]) else {
                continue
            }
            let key = LeadKey(workspace: workspace, id: columns.ids[row])
            body(key, columns.transactions[row])
        }
    }

    /// The row of a lead; nil when it is not there.
    func row(of key: LeadKey) -> UInt32? {
        let workspace = columns.workspaceNumbers.number(of: key.workspace)
        return table.row(hash: LeadKey.hash(key.id)) { row in
            columns.ids[Int(row)] == key.id && columns.workspaces[Int(row)] == workspace
        }
    }

    /// Whether a lead is held as the given transaction left it, or is known to have no vector.
    func isCurrent(_ change: LeadChange) -> Bool {
        let key = LeadKey(workspace: change.workspace, id: change.id)
        if let row = row(of: key) { return columns.transactions[Int(row)] == change.transaction }
        return vectorless[key] == change.transaction
    }

    /// Takes a lead in as it was just read from the table.
    ///
    /// Transaction ids tell states apart, but not which is later: one that began first may change
    /// a row last. So what was read last holds.
    mutating func upsert(_ lead: IndexedLead) throws(SimilarityError) {
        guard !isGivenUp else { return try label(lead) }
        let key = LeadKey(workspace: lead.workspace, id: lead.id)
        readings += 1
        if let row = row(of: key) {
            displace(row, by: lead.transaction)
            try vectors.update(row: row, to: lead.vector.span)
            columns.set(lead, row: Int(row))
            return try label(lead)
        }
        try insert(lead, key)
    }

    /// Takes in a lead that this process has just stored, unless more is known of it already.
    mutating func add(_ lead: IndexedLead) throws(SimilarityError) {
        let key = LeadKey(workspace: lead.workspace, id: lead.id)
        guard !isGivenUp, row(of: key) == nil, vectorless.isEmpty || vectorless[key] == nil,
            !departures.contains(key)
        else {
            passedOver.insert(lead.transaction)
            return
        }
        try insert(lead, key)
    }

    /// What was read may be older than what a row holds.
    private mutating func displace(_ row: UInt32, by transaction: UInt64?) {
        let held = columns.transactions[Int(row)]
        if held != transaction { passedOver.insert(held) }
    }

    private mutating func insert(_ lead: IndexedLead, _ key: LeadKey) throws(SimilarityError) {
        let row = try vectors.insert(lead.vector.span)
        open(key, row: row)
        columns.set(lead, row: Int(row))
        try label(lead)
    }

    /// Gives a row that holds a vector to a lead.
    mutating func open(_ key: LeadKey, row: UInt32) {
        columns.open(key, row: Int(row))
        table.insert(row) { LeadKey.hash(columns.ids[Int($0)]) }
        if !vectorless.isEmpty { vectorless[key] = nil }
        departures.remove(key)
    }

    /// Makes room in the table for so many leads.
    mutating func reserveTable(_ leads: Int) {
        table.reserve(leads) { LeadKey.hash(columns.ids[Int($0)]) }
    }

    /// Takes a lead out that the table does not have, or has without a vector.
    mutating func remove(_ key: LeadKey) throws(SimilarityError) {
        readings += 1
        vectorless[key] = nil
        departures.add(key)
        guard !isGivenUp else { return try unlabel(key) }
        guard let row = row(of: key) else { return }
        displace(row, by: nil)
        try vectors.remove(row: row)
        table.remove(row) { LeadKey.hash(columns.ids[Int($0)]) }
        columns.clear(row: Int(row))
        try unlabel(key)
    }

    mutating func removeAll() {
        dropVectors()
        labelled.removeAll()
        vectorless = [:]
        isGivenUp = false
    }

    /// Lets go of all vectors but those of labelled leads, for good.
    mutating func dropVectors() {
        isGivenUp = true
        vectors.removeAll()
        columns = Columns()
        table = RowTable()
    }

    /// Whether all leads are of this workspace.
    func holdsOnly(_ workspace: WorkspaceID) -> Bool { columns.rows(of: workspace) == count }

    /// Keeps a lead among those that scores are made of, or no longer.
    func label(_ lead: IndexedLead) throws(SimilarityError) {
        try labelled.take(lead)
    }

    private func unlabel(_ key: LeadKey) throws(SimilarityError) {
        try labelled.remove(key)
    }

    /// The vector of a lead; nil when it is not in the index.
    func vector(of key: LeadKey) throws(SimilarityError) -> [Float]? {
        guard let row = row(of: key) else { return nil }
        return try vectors.vectors.withVector(row: row) { span in
            span.indices.map { span[$0] }
        }
    }
}

/// The kind of index that serves: 4-bit codes and an exact re-rank.
typealias VectorIndex = QuantisedIndex
