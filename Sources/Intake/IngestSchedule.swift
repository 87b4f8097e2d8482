/// What the ingest lane does next and whom it wakes for it: its scheduling, without I/O.
///
/// Items are decided by their senders or, like commits, as work of the lane's, and a watch looks
/// after those that wait for others: see ``IngestQueue`` and ``CommitPacing``.
struct IngestSchedule<Item: Sendable, Decided: Sendable>: Sendable {
    typealias Queue = IngestQueue<Item, Decided>
    typealias Instant = ContinuousClock.Instant

    /// What the lane does.
    enum Work: Sendable {
        case commit([Decided])
        case decide
    }

    /// What is to begin, and whom to wake.
    struct Call: Sendable {
        /// Nil when nothing is to be done, or as much is under way as may be.
        var work: Work?
        /// Whether items wait for others and nobody looks after them yet.
        var wakesWatch = false
    }

    /// When a sender decides all that wait.
    enum Turn: Sendable {
        /// At once.
        case now
        /// When those that are read together with its item have been added, too.
        case later
        /// Not at all: others will.
        case never
    }

    /// How many are decided together: at least, unless the next commit may begin, and at most.
    let decidedAtOnce: ClosedRange<Int>
    private(set) var queue: Queue
    private(set) var pacing: CommitPacing
    /// How many pieces of work may be under way at once.
    private(set) var places = 0
    private(set) var underWay = 0
    private(set) var isWatchAsleep = false
    private(set) var isStopping = false
    /// Whether items have waited through a commit without being decided.
    private var isOverdue = false
    /// Whether a sender comes back later to decide.
    private var isPostponed = false

    init(queueLimit: Int, batchLimit: Int, decidedAtOnce: ClosedRange<Int>) {
        queue = Queue(limit: queueLimit)
        pacing = CommitPacing(limit: batchLimit)
        self.decidedAtOnce = decidedAtOnce
    }

    /// Adds an item that is to be decided, and says when its sender decides all that wait.
    ///
    /// Those who come while a commit is under way are decided together, which costs each of them
    /// less; the rest when the next commit may begin.
    mutating func add(_ item: Item, now: Instant) throws(Queue.Refusal) -> (turn: Turn, call: Call)
    {
        try queue.add(item)
        let isTime =
            queue.undecided.count >= decidedAtOnce.upperBound
            || pacing.mayBegin(waiting: queue.count, now: now)
        if isTime, queue.promise() { return (.now, Call()) }
        if !isPostponed, !queue.isPromised, isWorthDeciding {
            isPostponed = true
            return (.later, Call())
        }
        return (.never, call(now: now))
    }

    /// A sender whose turn was later comes back; returns whether it decides all that wait now.
    mutating func comeBack() -> Bool {
        isPostponed = false
        return isWorthDeciding && queue.promise()
    }

    private var isWorthDeciding: Bool { queue.undecided.count >= decidedAtOnce.lowerBound }

    /// Makes room for items that their sender decides itself.
    mutating func hold(_ count: Int) throws(Queue.Refusal) { try queue.hold(count) }

    /// Takes as many as are decided at once; more wait while the promise is not kept.
    mutating func take() -> (items: [Item], isMore: Bool) {
        let items = queue.take(decidedAtOnce.upperBound)
        return (items, queue.isPromised)
    }

    /// Takes back what came of items that were taken or held; false when the lane has stopped.
    mutating func giveBack(
        _ decided: [Decided], of count: Int, now: Instant
    ) -> (isTaken: Bool, call: Call) {
        let isTaken = queue.giveBack(decided, of: count)
        pacing.note(waiting: queue.count)
        return (isTaken, call(now: now))
    }

    /// Ends a commit of so many.
    mutating func endCommit(of count: Int, now: Instant) -> Call {
        pacing.note(waiting: queue.count)
        pacing.end(count)
        isOverdue = !queue.undecided.isEmpty
        return call(now: now)
    }

    /// Lets one more piece of work be under way, unless the lane stops.
    mutating func openPlace(now: Instant) -> Call {
        if !isStopping { places += 1 }
        return call(now: now)
    }

    /// A piece of work has ended.
    mutating func endWork(now: Instant) -> Call {
        underWay -= 1
        return call(now: now)
    }

    /// Whether the watch is needed on; nil when it sleeps until it is woken.
    mutating func sleepWatch() -> Bool? {
        if isStopping { return false }
        if pacing.isWaiting { return true }
        isWatchAsleep = true
        return nil
    }

    /// Calls for what is to be done, and for the watch when items wait for others.
    mutating func call(now: Instant) -> Call {
        var call = Call()
        if underWay < places, let work = work(now: now) {
            underWay += 1
            call.work = work
        }
        if pacing.isWaiting, isWatchAsleep {
            isWatchAsleep = false
            call.wakesWatch = true
        }
        return call
    }

    /// No work begins any more, and the watch does not sleep.
    mutating func beginStop() {
        isStopping = true
        (places, isWatchAsleep) = (0, false)
    }

    /// Refuses further items and hands over all that still wait.
    mutating func stop() -> (undecided: [Item], decided: [Decided]) { queue.stop() }

    private mutating func work(now: Instant) -> Work? {
        if pacing.mayBegin(waiting: queue.count, now: now) {
            // What is in the hands of others comes in a moment.
            if queue.decided.count >= pacing.worth || queue.isWhole {
                return .commit(queue.takeDecided(pacing.begin(decided: queue.decided.count)))
            }
            if queue.promise() { return .decide }
        } else if pacing.mayBeginBeside(decided: queue.decided.count) {
            return .commit(queue.takeDecided(pacing.begin(decided: queue.decided.count)))
        }
        // Few who come one by one must not wait for as long as many who come together fill commits.
        guard isOverdue, queue.promise() else { return nil }
        isOverdue = false
        return .decide
    }
}
