/// Leads on their way to a commit: first those that are to be decided, then those that are decided.
///
/// Holds no I/O.
///
/// Leads are decided together, by one of those who send them or by the lane: see
/// ``IngestLane/save(_:)``.
struct IngestQueue<Item: Sendable, Decided: Sendable>: Sendable {
    /// Why an item is not taken.
    enum Refusal: Error, Equatable, Sendable {
        case full
        case stopped
    }

    let limit: Int
    /// Those that are to be decided.
    private(set) var undecided: [Item] = []
    /// Those that wait for a commit.
    private(set) var decided: [Decided] = []
    /// How many are being decided.
    private var inHands = 0
    /// Whether somebody has promised to decide all that wait.
    private(set) var isPromised = false
    private(set) var isStopped = false

    /// Makes a queue that holds so many at most.
    init(limit: Int) {
        self.limit = limit
    }

    /// How many are on their way.
    var count: Int { undecided.count + inHands + decided.count }

    /// Whether all are decided.
    var isWhole: Bool { undecided.isEmpty && inHands == 0 }

    /// Adds an item that is to be decided.
    mutating func add(_ item: Item) throws(Refusal) {
        try admit()
        undecided.append(item)
    }

    /// Promises to decide all that wait; false when nobody waits or somebody else has promised it.
    mutating func promise() -> Bool {
        guard !isPromised, !undecided.isEmpty else { return false }
        isPromised = true
        return true
    }

    /// Takes so many of those that are to be decided, and with the last of them keeps the promise.
    mutating func take(_ count: Int) -> [Item] {
        let taken = Array(undecided.prefix(count))
        undecided.removeFirst(taken.count)
        isPromised = isPromised && !undecided.isEmpty
        inHands += taken.count
        return taken
    }

    /// Makes room for items that their sender decides itself.
    mutating func hold(_ count: Int) throws(Refusal) {
        try admit()
        inHands += count
    }

    /// Takes back what came of items that were taken or held.
    ///
    /// - Parameters:
    ///   - items: Those that could be decided.
    ///   - count: How many there were.
    /// - Returns: False when the queue has stopped, and they stay with the caller.
    mutating func giveBack(_ items: [Decided], of count: Int) -> Bool {
        inHands -= count
        guard !isStopped else { return false }
        decided += items
        return true
    }

    /// Takes so many of those that are decided, the longest waiting first.
    mutating func takeDecided(_ count: Int) -> [Decided] {
        guard count < decided.count else {
            defer { decided = [] }
            return decided
        }
        defer { decided.removeFirst(count) }
        return Array(decided.prefix(count))
    }

    /// Refuses further items and hands over all that still wait.
    mutating func stop() -> (undecided: [Item], decided: [Decided]) {
        isStopped = true
        defer { (undecided, decided) = ([], []) }
        return (undecided, decided)
    }

    private func admit() throws(Refusal) {
        if isStopped { throw .stopped }
        if count >= limit { throw .full }
    }
}
