public import LeadStore
public import Leads
public import Similarity
import Synchronization

extension LeadIndex {
    /// Takes a lead in, or replaces what is known of it, as it was just read from the table.
    ///
    /// Whoever reads leads and takes them in does so one reading after the other. Throws when the
    /// vector has the wrong length, is zero or not finite; the index then stays as it was.
    public func upsert(_ lead: IndexedLead) throws(SimilarityError) { try upsert([lead]) }

    /// Takes many leads in as they were just read, as ``upsert(_:)-(IndexedLead)`` does each.
    ///
    /// - Throws: `SimilarityError` of the first lead whose vector is not usable, when all others
    ///   have been taken in.
    public func upsert(_ leads: [IndexedLead]) throws(SimilarityError) {
        let (usable, refusal) = checked(leads)
        writing { storage in
            takeIn(usable, &storage) { (storage, lead) throws(SimilarityError) in
                try storage.upsert(lead)
            }
        }
        if let refusal { throw refusal }
    }

    /// How often the index has taken something in from the table; see
    /// ``upsert(_:unlessReadSince:)``.
    public var readings: Int { reading { $0.readings } }

    /// Takes in what was read from the table beside the change feed, unless that came in between.
    ///
    /// - Parameters:
    ///   - lead: The lead as it was read.
    ///   - mark: ``readings`` before it was read.
    /// - Returns: Whether it was taken in; if not, read again.
    /// - Throws: as ``upsert(_:)-(IndexedLead)``.
    public func upsert(
        _ lead: IndexedLead, unlessReadSince mark: Int
    ) throws(SimilarityError) -> Bool {
        let (usable, refusal) = checked([lead])
        if let refusal { throw refusal }
        return writing { storage in
            guard storage.readings == mark else { return false }
            takeIn(usable, &storage) { (storage, lead) throws(SimilarityError) in
                try storage.upsert(lead)
            }
            return true
        }
    }

    /// Takes in new leads that this process has just stored; see ``settle()``.
    ///
    /// Nothing happens to a lead of which the change feed has told already, be it of a later state
    /// or of its end. It never waits for a search: whoever reads next sees the leads.
    /// - Throws: as ``upsert(_:)-([IndexedLead])``.
    public func add(_ leads: [IndexedLead]) throws(SimilarityError) {
        let (usable, refusal) = checked(leads)
        line.withLock { line in
            line += usable
            isLineOccupied.store(true, ordering: .releasing)
        }
        if let refusal { throw refusal }
    }

    /// Takes in the leads that stand in line, unless the index is busy: then whoever reads or
    /// writes next does.
    public func settle() {
        guard isLineOccupied.load(ordering: .acquiring) else { return }
        _ = storage.tryWrite { takeLine(into: &$0) }
    }

    /// The leads whose vectors can be compared, and what is wrong with the first other.
    private func checked(_ leads: [IndexedLead]) -> ([IndexedLead], SimilarityError?) {
        var refusal: SimilarityError?
        var refused: [Int] = []
        for place in leads.indices {
            let vector = leads[place].vector
            do {
                try checkDirection(vector.span, dimensions: dimensions)
            } catch {
                refusal = refusal ?? error
                refused.append(place)
            }
        }
        guard !refused.isEmpty else { return (leads, nil) }
        var usable = leads
        for place in refused.reversed() { usable.remove(at: place) }
        return (usable, refusal)
    }

    /// The changes that the index has not taken in yet.
    public func missing(_ changes: [LeadChange]) -> [LeadChange] {
        reading { storage in changes.filter { !storage.isCurrent($0) } }
    }

    /// Takes a lead out that the table no longer has; one that is not there is no error.
    public func remove(_ id: LeadID, workspace: WorkspaceID) throws(SimilarityError) {
        let key = LeadKey(workspace: workspace, id: id)
        try writing { (storage) throws(SimilarityError) in try storage.remove(key) }
    }

    /// Notes that leads have no vector, so that the feed does not ask for it again.
    public func noteVectorless(_ changes: some Sequence<LeadChange>) throws(SimilarityError) {
        try writing { (storage) throws(SimilarityError) in
            for change in changes { try storage.noteVectorless(change) }
        }
    }

    /// Forgets what was noted of leads without a vector below a position of the feed.
    public func forgetVectorless(below position: ChangePosition) {
        guard reading({ $0.hasVectorless }) else { return }
        writing { $0.forgetVectorless(below: position.transaction) }
    }

    /// Takes in the leads that wait; for whoever holds the lock for writing.
    func takeLine(into storage: inout IndexStorage) {
        let waiting = line.withLock { line -> [IndexedLead] in
            isLineOccupied.store(false, ordering: .releasing)
            defer { line = [] }
            return line
        }
        if !waiting.isEmpty { add(waiting, to: &storage) }
    }

    private func add(_ leads: [IndexedLead], to storage: inout IndexStorage) {
        takeIn(leads, &storage) { (storage, lead) throws(SimilarityError) in
            try storage.add(lead)
        }
    }

    /// Takes in leads whose vectors have been looked at.
    private func takeIn(
        _ leads: [IndexedLead], _ storage: inout IndexStorage,
        _ take: (inout IndexStorage, IndexedLead) throws(SimilarityError) -> Void
    ) {
        for lead in leads {
            do {
                try take(&storage, lead)
            } catch {
                // Only memory can be wanting.
                let more = IndexStorage.bytesPerLead(dimensions: dimensions)
                giveUp(&storage, needed: storage.bytes + more)
            }
            if let memoryBudget, storage.bytes > memoryBudget {
                giveUp(&storage, needed: storage.bytes)
            }
        }
    }
}
