/// Leads that wait to be stored, and who is told when: the scheduling of the ingest lane, without
/// I/O.
///
/// A worker takes all that waits as one batch. While a batch is under way others gather, so that
/// the batch grows with the load and a single lead on a quiet machine waits for nobody. A further
/// worker is called when many wait: it decides a batch while another's is being committed.
struct IngestQueue<Item: Sendable>: Sendable {
    /// What the caller of ``add(_:)`` must do.
    enum Admission: Equatable, Sendable {
        /// A worker sleeps and is needed: wake it.
        case wakeLane
        /// A worker will come by itself.
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
    /// How many work on batches at most.
    let workers: Int
    /// How many wait before a further worker is called.
    let crowd: Int
    private var waiting: [Item] = []
    private var stopped = false

    init(batchLimit: Int, queueLimit: Int, workers: Int = 1, crowd: Int = 1) {
        self.batchLimit = batchLimit
        self.queueLimit = queueLimit
        self.workers = workers
        self.crowd = crowd
    }

    /// How many wait.
    var count: Int { waiting.count }

    /// Adds an item, while so many workers sleep.
    mutating func add(_ item: Item, sleeping: Int) -> Admission {
        if stopped { return .refused(.stopped) }
        if waiting.count >= queueLimit { return .refused(.full) }
        waiting.append(item)
        let isNeeded = sleeping == workers || waiting.count >= crowd
        return sleeping > 0 && isNeeded ? .wakeLane : .queued
    }

    /// The next batch; nil when nothing waits, or a batch that has `count` items has no room.
    mutating func take(besides count: Int = 0) -> [Item]? {
        let room = batchLimit - count
        if waiting.isEmpty || room <= 0 { return nil }
        if waiting.count <= room {
            defer { waiting = [] }
            return waiting
        }
        defer { waiting.removeFirst(room) }
        return Array(waiting.prefix(room))
    }

    /// Refuses further items and hands over all that still wait.
    mutating func stop() -> [Item] {
        stopped = true
        defer { waiting = [] }
        return waiting
    }
}
