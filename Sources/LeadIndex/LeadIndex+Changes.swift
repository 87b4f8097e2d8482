public import LeadStore
public import Leads
public import Similarity
import Synchronization

extension LeadIndex {
    /// Adds a lead or replaces what is known of it; an older state than the known one is ignored.
    ///
    /// Throws when the vector has the wrong length, is zero or not finite; the index then stays
    /// as it was.
    public func upsert(_ lead: IndexedLead) throws(SimilarityError) { try upsert([lead]) }

    /// Adds or replaces many leads at once, as ``upsert(_:)-(IndexedLead)`` does each.
    ///
    /// It never waits for a search: whoever reads next sees the leads.
    /// - Throws: `SimilarityError` of the first lead whose vector is not usable, when all others
    ///   have been taken in.
    public func upsert(_ leads: [IndexedLead]) throws(SimilarityError) {
        var refusal: SimilarityError?
        var usable = leads
        var refused: [Int] = []
        for (place, lead) in leads.enumerated() {
            do {
                try checkDirection(lead.vector.span, dimensions: dimensions)
            } catch {
                refusal = refusal ?? error
                refused.append(place)
            }
        }
        for place in refused.reversed() { usable.remove(at: place) }
        let isDone = storage.tryWrite { storage in
            takeIn(line.withLock { takeLine(&$0) }, &storage)
            takeIn(usable, &storage)
        }
        if !isDone {
            line.withLock { line in
                line += usable
                isLineOccupied.store(true, ordering: .releasing)
            }
        }
        if let refusal { throw refusal }
    }

    /// The changes that the index has not taken in yet.
    public func missing(_ changes: [LeadChange]) -> [LeadChange] {
        reading { storage in changes.filter { !storage.isCurrent($0) } }
    }

    /// Takes a lead out; one that is not there is no error.
    ///
    /// - Parameters:
    ///   - id: The lead.
    ///   - workspace: Its workspace.
    ///   - transaction: The transaction that deleted it; a lead written later stays.
    /// - Throws: `SimilarityError`, never in practice.
    public func remove(
        _ id: LeadID, workspace: WorkspaceID, before transaction: UInt64 = .max
    ) throws(SimilarityError) {
        let key = LeadKey(workspace: workspace, id: id)
        try writing { (storage) throws(SimilarityError) in
            try storage.remove(key, before: transaction)
        }
    }

    /// Notes that leads have no vector, so that the feed does not ask for it again.
    public func noteVectorless(_ changes: some Sequence<LeadChange>) throws(SimilarityError) {
        try writing { (storage) throws(SimilarityError) in
            for change in changes { try storage.noteVectorless(change) }
        }
    }

    /// Forgets what was noted of leads without a vector below a position of the feed.
    public func forgetVectorless(below position: ChangePosition) {
        writing { $0.forgetVectorless(below: position.transaction) }
    }

    /// Empties the line; for whoever holds the lock for writing.
    func takeLine(_ line: inout [IndexedLead]) -> [IndexedLead] {
        guard !line.isEmpty else { return [] }
        isLineOccupied.store(false, ordering: .releasing)
        defer { line = [] }
        return line
    }

    /// Takes in leads whose vectors have been looked at.
    func takeIn(_ leads: [IndexedLead], _ storage: inout IndexStorage) {
        for lead in leads {
            do {
                try storage.upsert(lead)
            } catch {
                // Only memory can be wanting.
                giveUp(
                    &storage,
                    needed: storage.bytes
                        + IndexStorage.bytesPerLead(
                            dimensions: dimensions))
            }
            if let memoryBudget, storage.bytes > memoryBudget {
                giveUp(&storage, needed: storage.bytes)
            }
        }
    }
}
