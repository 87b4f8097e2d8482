/// Leads that wait to be stored, and who is told when: the scheduling of the ingest lane, without
/// I/O.
///
/// The lane takes all that waits as one batch. While a batch is under way others gather, so that
/// the batch grows with the load and a single lead on a quiet machine waits for nobody.
struct IngestQueue<Item: Sendable>: Sendable {
    /// What the caller of ``add(_:)`` must do.
    enum Admission: Equatable, Sendable {
        /// The lane sleeps: wake it.
        case wakeLane
        /// The lane will come by itself.
        case queued
        /// Too many wait already, or the lane has stopped.
        case refused(Refusal)
    }

    enum Refusal: Equatable, Sendable {
        case full
        case stopped
    }

    let batchLimit: Int
    let queueLimit: Int
    private var waiting: [Item] = []
    private var laneSleeps = false
    private var stopped = false

    init(batchLimit: Int, queueLimit: Int) {
        self.batchLimit = batchLimit
        self.queueLimit = queueLimit
    }

    /// How many wait.
    var count: Int { waiting.count }

    mutating func add(_ item: Item) -> Admission {
        if stopped { return .refused(.stopped) }
        if waiting.count >= queueLimit { return .refused(.full) }
        waiting.append(item)
        guard laneSleeps else { return .queued }
        laneSleeps = false
        return .wakeLane
    }

    /// The next batch; nil notes that the lane goes to sleep.
    mutating func take() -> [Item]? {
        if waiting.isEmpty {
            laneSleeps = true
            return nil
        }
        laneSleeps = false
        if waiting.count <= batchLimit {
            defer { waiting = [] }
            return waiting
        }
        defer { waiting.removeFirst(batchLimit) }
        return Array(waiting.prefix(batchLimit))
    }

    /// Refuses further items and hands over all that still wait.
    mutating func stop() -> [Item] {
        stopped = true
        defer { waiting = [] }
        return waiting
    }
}
