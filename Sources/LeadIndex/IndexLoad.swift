public import LeadStore
public import Leads
import Similarity
import Synchronization

/// Fills an empty index from several threads: vectors first, then the fields of their leads.
///
/// Vectors are normalised and coded where they will lie, by the thread that brings them; only
/// giving out rows and writing fields happens one after the other.
public final class IndexLoad: IndexSink {
    let index: LeadIndex
    /// Leads that came twice, as they moved while a snapshot was written.
    private let repeated = Mutex<[IndexedLead]>([])
    private let labels = Mutex<[WorkspaceID: [Label]]>([:])
    private let refused = Mutex<[(id: LeadID, error: any Error)]>([])

    private struct Label: Sendable {
        let row: UInt32
        let lead: IndexedLead
    }

    /// Begins to fill an index that is empty.
    public init(_ index: LeadIndex) { self.index = index }

    /// The leads whose vector is not usable, which are left out.
    public var refusedLeads: [(id: LeadID, error: any Error)] { refused.withLock { $0 } }

    /// Makes room; false, and the index is over its budget, when the vectors would need too much.
    public func begin(count: Int) throws -> Bool {
        let needed = count * IndexStorage.bytesPerLead(dimensions: index.dimensions)
        return index.writing { storage in
            if let budget = index.memoryBudget, needed > budget {
                index.giveUp(&storage, needed: needed)
                return false
            }
            storage.reserve(count)
            return true
        }
    }

    /// Takes vectors.
    public func take(vectors: [VectorRow]) throws {
        let keys = vectors.map { LeadKey(workspace: $0.workspace, id: $0.id) }
        let open = try index.writing { (storage) throws(SimilarityError) in
            try storage.open(keys)
        }
        var buffer = [Float](repeating: 0, count: index.dimensions)
        for (row, vector) in zip(open.rows, vectors) {
            do {
                var span = buffer.mutableSpan
                try vector.read(into: &span)
                try open.write(buffer.span, row: row)
            } catch {
                refused.withLock { $0.append((vector.id, error)) }
                try index.remove(vector.id, workspace: vector.workspace)
            }
        }
    }

    /// Takes the fields of leads; of one without a vector nothing is kept.
    public func take(fields: [IndexedLead]) throws {
        let labelled = index.writing { storage in
            fields.compactMap { lead -> Label? in
                guard let row = storage.setFields(lead), lead.outcome != nil else { return nil }
                return Label(row: row, lead: lead)
            }
        }
        guard !labelled.isEmpty else { return }
        labels.withLock { labels in
            for label in labelled { labels[label.lead.workspace, default: []].append(label) }
        }
    }

    /// Takes leads with their vectors, without what scores are made of.
    func take(leads: [IndexedLead]) throws {
        var fresh: [IndexedLead] = []
        // Nothing is let go of here: other threads are filling their rows.
        let added = leads.count * IndexStorage.bytesPerLead(dimensions: index.dimensions)
        if let budget = index.memoryBudget, index.bytes + added > budget {
            throw SnapshotError(.file, "it holds more than LEADLINE_INDEX_MEMORY allows")
        }
        let open = try index.writing { (storage) throws(SimilarityError) in
            for lead in leads {
                let key = LeadKey(workspace: lead.workspace, id: lead.id)
                if storage.row(of: key) == nil {
                    fresh.append(lead)
                } else {
                    repeated.withLock { $0.append(lead) }
                }
            }
            return try storage.open(
                fresh.map { LeadKey(workspace: $0.workspace, id: $0.id) })
        }
        for (row, lead) in zip(open.rows, fresh) { try open.write(lead.vector.span, row: row) }
        index.writing { storage in
            for lead in fresh { _ = storage.setFields(lead) }
        }
    }

    /// Ends the filling.
    ///
    /// Vectors whose lead is gone leave, and what scores are made of is put together of the latest
    /// outcomes. `isReady` false leaves telling that the index is ready to the caller.
    public func finish(isReady: Bool = true) throws {
        let labels = labels.withLock { $0 }
        try index.writing { (storage) throws(SimilarityError) in
            for lead in repeated.withLock({ $0 }) { try storage.upsert(lead) }
            try storage.removeFieldless()
            for (_, labels) in labels {
                let sorted = labels.sorted {
                    ($0.lead.outcomeAt, $0.lead.id) < ($1.lead.outcomeAt, $1.lead.id)
                }
                for label in sorted.suffix(LabelledLeads.limit) {
                    try storage.label(label.lead, row: label.row)
                }
            }
        }
        if isReady { index.finishLoading() }
    }
}
