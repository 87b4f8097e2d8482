import LeadStore
import Leads
import Similarity

/// All vectors of the active generation, with the fields that searches filter by.
struct IndexStorage: ~Copyable, Sendable {
    private var vectors: VectorIndex
    private var columns = Columns()
    private var rows: [LeadKey: UInt32] = [:]
    private var workspaceCounts: [WorkspaceID: Int] = [:]

    init(dimensions: Int, seed: UInt64) throws(SimilarityError) {
        vectors = try VectorIndex(dimensions: dimensions, seed: seed)
    }

    var count: Int { vectors.count }

    /// Whether a lead stands as the given transaction or a later one left it.
    func isCurrent(_ change: LeadChange) -> Bool {
        let key = LeadKey(workspace: change.workspace, id: change.id)
        guard let row = rows[key] else { return false }
        return columns.transactions[Int(row)] >= change.transaction
    }

    mutating func upsert(_ lead: IndexedLead) throws(SimilarityError) {
        let key = LeadKey(workspace: lead.workspace, id: lead.id)
        if let row = rows[key] {
            try vectors.update(row: row, to: lead.vector.span)
            columns.set(lead, row: Int(row))
            return
        }
        let row = try vectors.insert(lead.vector.span)
        columns.set(lead, row: Int(row))
        rows[key] = row
        workspaceCounts[lead.workspace, default: 0] += 1
    }

    mutating func remove(_ key: LeadKey) throws(SimilarityError) {
        guard let row = rows[key] else { return }
        try vectors.remove(row: row)
        rows[key] = nil
        workspaceCounts[key.workspace, default: 1] -= 1
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
