import LeadIndex
import LeadStore
import Leads
import Logging
import Synchronization

extension IngestLane {
    /// One stores a batch while another tells the senders of the one before.
    static let workers = 2

    /// What a worker is called for.
    enum Work: Sendable {
        case commit([Decided])
        case decide
        case leave
    }

    /// Does what comes until the lane stops.
    func work() async {
        while true {
            switch await nextWork() {
            case .commit(let batch): await commit(batch)
            case .decide: await decideAll()
            case .leave: return
            }
        }
    }

    private func nextWork() async -> Work {
        await withCheckedContinuation { (worker: Worker) in
            state.withLock { state in
                state.workers.append(worker)
                return state.call(now: .now)
            }.resume()
        }
    }

    /// Lets leads that wait for others in vain be committed, until the lane stops.
    func watch() async {
        while await isNeeded() {
            try? await Task.sleep(for: state.withLock { $0.pacing.patience })
            callWorker()
        }
    }

    /// Sleeps until leads wait for others; false when the lane stops.
    private func isNeeded() async -> Bool {
        await withCheckedContinuation { (watch: CheckedContinuation<Bool, Never>) in
            let answer = state.withLock { state -> Bool? in
                if state.isStopping { return false }
                if state.pacing.isWaiting { return true }
                state.watch = watch
                return nil
            }
            if let answer { watch.resume(returning: answer) }
        }
    }

    /// Gives a worker that sleeps what there is to do.
    func callWorker() {
        state.withLock { $0.call(now: .now) }.resume()
    }

    /// Stores a batch, hands it to the index, and tells the senders.
    private func commit(_ batch: [Decided]) async {
        let outcomes = await writer.write(batch.map(\.encoded))
        state.withLock { state in
            state.pacing.end()
            return state.call(now: .now)
        }.resume()
        let indexes = index(batch, outcomes)
        Acknowledgement.tell(
            zip(batch, outcomes).map { decided, outcome in
                let draft = decided.waiting.draft
                let result = Result<Receipt, any Error> {
                    try draft.receipt(outcome, for: decided.encoded.lead)
                }
                return (decided.waiting.sender, result)
            })
        // What nobody needs yet is done while nobody waits for it.
        for index in indexes { index.settle() }
    }
}

extension IngestLane.State {
    /// Whether leads are to be decided now, by whoever asks.
    ///
    /// Those who come while a commit is under way are decided a few at a time, which costs each of
    /// them less; the rest when the next commit may begin.
    mutating func promisesToDecide(now: ContinuousClock.Instant) -> Bool {
        guard
            queue.undecided.count >= IngestLane.fewestDecidedAtOnce
                || pacing.mayBegin(waiting: queue.count, now: now)
        else { return false }
        return queue.promise()
    }

    /// What is to be done now; nil when there is nothing.
    private mutating func work(now: ContinuousClock.Instant) -> IngestLane.Work? {
        if isStopping { return .leave }
        guard pacing.mayBegin(waiting: queue.count, now: now) else { return nil }
        if queue.decided.count < pacing.worth {
            if queue.promise() { return .decide }
            // What is in the hands of others comes in a moment.
            guard queue.isWhole else { return nil }
        }
        return .commit(queue.takeDecided(pacing.begin(decided: queue.decided.count)))
    }

    /// Whom to wake for what.
    struct Call {
        var worker: (IngestLane.Worker, IngestLane.Work)?
        var watch: CheckedContinuation<Bool, Never>?

        func resume() {
            watch?.resume(returning: true)
            if let (worker, work) = worker { worker.resume(returning: work) }
        }
    }

    /// Takes a worker that sleeps for what is to be done, and the watch when leads wait for others.
    mutating func call(now: ContinuousClock.Instant) -> Call {
        var call = Call()
        if let worker = workers.last, let work = work(now: now) {
            workers.removeLast()
            call.worker = (worker, work)
        }
        if pacing.isWaiting { call.watch = watch.take() }
        return call
    }
}
