import LeadStore
public import Leads
public import Similarity
import Synchronization

/// The vectors of the active generation in memory: nearest leads, and nearest labelled leads.
///
/// It follows PostgreSQL: whoever commits a change applies it here, and a change that another
/// process made arrives by the change feed. Applying a change twice does nothing. All calls are
/// safe from any thread; searches run side by side, and whoever stores a lead does not wait for
/// them: new leads stand in a line, and whoever reads next takes them in first.
public final class LeadIndex: Sendable {
    /// The length of every vector.
    public let dimensions: Int
    /// How many bytes leads may take; nil for any number.
    public let memoryBudget: Int?
    let storage: ReadWriteLock<IndexStorage>
    let labelled: LabelledSets
    let line = Mutex<[IndexedLead]>([])
    let isLineOccupied = Atomic(false)
    let commits = Mutex<Set<UInt64>>([])
    private let currentState = Mutex(IndexState.loading)
    let searches: SearchLine

    /// Makes an empty index.
    ///
    /// - Parameters:
    ///   - dimensions: The length of the vectors, 1…65,536.
    ///   - seed: Fixes the random rotation before quantisation; stored with the generation.
    ///   - memoryBudget: How many bytes leads may take; nil for any number.
    /// - Throws: `SimilarityError` for dimensions out of range.
    public init(
        dimensions: Int, seed: UInt64, memoryBudget: Int? = nil
    ) throws(SimilarityError) {
        self.dimensions = dimensions
        self.memoryBudget = memoryBudget
        let storage = try IndexStorage(dimensions: dimensions, seed: seed)
        labelled = storage.labelled
        self.storage = ReadWriteLock(storage)
        searches = SearchLine()
    }

    /// Whether the index can answer searches.
    public var state: IndexState { currentState.withLock { $0 } }

    /// Tells that everything has been loaded; an index over its budget stays so.
    public func finishLoading() {
        currentState.withLock { if $0 == .loading { $0 = .ready } }
    }

    /// How many leads are in the index.
    public var count: Int { reading { $0.count } }

    /// How many leads of a workspace are in the index.
    public func count(of workspace: WorkspaceID) -> Int {
        reading { $0.columns.rows(of: workspace) ?? 0 }
    }

    /// The bytes of the leads' vectors, codes and fields.
    public var bytes: Int { reading { $0.bytes } }

    /// Empties an index that was not filled to the end.
    public func removeAll() {
        writing { $0.removeAll() }
        currentState.withLock { $0 = .loading }
    }

    /// Lets go of all vectors, but not of what scores are made of.
    func giveUp(_ storage: inout IndexStorage, needed: Int) {
        storage.dropVectors()
        currentState.withLock { $0 = .overBudget(needed: needed, budget: memoryBudget ?? needed) }
    }

    /// Reads after all that was stored before this call.
    func reading<Result, Failure: Error>(
        _ body: (borrowing IndexStorage) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        if isLineOccupied.load(ordering: .acquiring) { writing { _ in } }
        return try storage.read(body)
    }

    /// Writes after all that was stored before this call.
    func writing<Result: ~Copyable, Failure: Error>(
        _ body: (inout IndexStorage) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        try storage.write { (storage) throws(Failure) in
            takeLine(into: &storage)
            return try body(&storage)
        }
    }
}
