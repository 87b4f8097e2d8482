import LeadStore
import Leads
import Similarity

/// All vectors of the active generation, with the fields that searches filter by.
struct IndexStorage: ~Copyable, Sendable {
    private let dimensions: Int
    private let seed: UInt64
    private(set) var vectors: VectorIndex
    private(set) var columns = Columns()
    private(set) var rows: [LeadKey: UInt32] = [:]
    private var workspaceCounts: [WorkspaceID: Int] = [:]
    private var labelled: [WorkspaceID: ReadWriteLock<LabelledLeads>] = [:]
    /// Leads of the feed that have no vector, with the transaction that left them so.
    private var vectorless: [LeadKey: UInt64] = [:]
    private var departures = Departures()
    /// Counts what was taken in from the table.
    private(set) var readings = 0

    init(dimensions: Int, seed: UInt64) throws(SimilarityError) {
        self.dimensions = dimensions
        self.seed = seed
        vectors = try VectorIndex(dimensions: dimensions, seed: seed)
    }

    var count: Int { vectors.count }

    /// Whether a lead is held as the given transaction left it, or is known to have no vector.
    func isCurrent(_ change: LeadChange) -> Bool {
        let key = LeadKey(workspace: change.workspace, id: change.id)
        if let row = rows[key] { return columns.transactions[Int(row)] == change.transaction }
        return vectorless[key] == change.transaction
    }

    /// Takes a lead in as it was just read from the table.
    ///
    /// Transaction ids tell states apart, but not which is later: one that began first may change
    /// a row last. So what was read last holds.
    mutating func upsert(_ lead: IndexedLead) throws(SimilarityError) {
        let key = LeadKey(workspace: lead.workspace, id: lead.id)
        readings += 1
        if let row = rows[key] {
            try vectors.update(row: row, to: lead.vector.span)
            columns.set(lead, row: Int(row))
            return try label(lead)
        }
        try insert(lead, key)
    }

    /// Takes in a lead that this process has just stored, unless more is known of it already.
    mutating func add(_ lead: IndexedLead) throws(SimilarityError) {
        let key = LeadKey(workspace: lead.workspace, id: lead.id)
        guard rows[key] == nil, vectorless[key] == nil, !departures.contains(key) else { return }
        try insert(lead, key)
    }

    private mutating func insert(_ lead: IndexedLead, _ key: LeadKey) throws(SimilarityError) {
        let row = try vectors.insert(lead.vector.span)
        columns.set(lead, row: Int(row))
        rows[key] = row
        vectorless[key] = nil
        departures.remove(key)
        workspaceCounts[lead.workspace, default: 0] += 1
        try label(lead)
    }

    /// Takes a lead out that the table does not have, or has without a vector.
    mutating func remove(_ key: LeadKey) throws(SimilarityError) {
        readings += 1
        vectorless[key] = nil
        departures.add(key)
        guard let row = rows[key] else { return }
        try vectors.remove(row: row)
        rows[key] = nil
        workspaceCounts[key.workspace, default: 1] -= 1
        try labelled[key.workspace]?.write { (leads) throws(SimilarityError) in
            try leads.remove(key.id)
        }
    }

    /// Notes that a lead has no vector as the given transaction left it.
    mutating func noteVectorless(_ change: LeadChange) throws(SimilarityError) {
        let key = LeadKey(workspace: change.workspace, id: change.id)
        try remove(key)
        vectorless[key] = change.transaction
    }

    /// Forgets which leads had no vector below a position that the feed has passed.
    mutating func forgetVectorless(below transaction: UInt64) {
        guard !vectorless.isEmpty else { return }
        vectorless = vectorless.filter { $0.value >= transaction }
    }

    /// The leads with a known outcome of a workspace; nil without any.
    func labelledLeads(of workspace: WorkspaceID) -> ReadWriteLock<LabelledLeads>? {
        labelled[workspace]
    }

    private mutating func label(_ lead: IndexedLead) throws(SimilarityError) {
        guard let outcome = lead.outcome else {
            try labelled[lead.workspace]?.write { (leads) throws(SimilarityError) in
                try leads.remove(lead.id)
            }
            return
        }
        if labelled[lead.workspace] == nil {
            labelled[lead.workspace] = ReadWriteLock(
                try LabelledLeads(dimensions: dimensions, seed: seed))
        }
        try labelled[lead.workspace]?.write { (leads) throws(SimilarityError) in
            try leads.upsert(lead.id, vector: lead.vector, outcome: outcome, at: lead.outcomeAt)
        }
    }

    func search(
        _ vector: [Float], k: Int, filter: LeadFilter, workspace: WorkspaceID,
        excluding excluded: LeadID?
    ) throws(SimilarityError) -> [LeadHit] {
        var allowed: RowBitmap?
        if filter != LeadFilter() || workspaceCounts[workspace] != count {
            allowed = columns.matching(
                filter, workspace: workspace, among: vectors.vectors.rows)
        }
        // One more, for the lead itself, which is its own nearest.
        let wanted = excluded == nil ? k : k + 1
        let found = try vectors.search(vector.span, k: wanted, filter: allowed)
        let hits = found.map { LeadHit(id: columns.ids[Int($0.row)], similarity: $0.similarity) }
        return Array(hits.lazy.filter { $0.id != excluded }.prefix(k))
    }

    /// The vector of a lead; nil when it is not in the index.
    func vector(of key: LeadKey) throws(SimilarityError) -> [Float]? {
        guard let row = rows[key] else { return nil }
        return try vectors.vectors.withVector(row: row) { span in
            span.indices.map { span[$0] }
        }
    }
}

/// A lead within its workspace.
struct LeadKey: Hashable, Sendable {
    let workspace: WorkspaceID
    let id: LeadID
}

/// The kind of index that serves: 4-bit codes and an exact re-rank.
typealias VectorIndex = QuantisedIndex
