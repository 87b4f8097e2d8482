import LeadIndex
import LeadStore
import Leads
import Synchronization

extension IngestLane {
    /// One stores a batch while another tells the senders of the one before.
    static let workers = 2

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

    private func nextWork() async -> Schedule.Work {
        await withCheckedContinuation { worker in
            wake { state in
                state.workers.append(worker)
                return state.schedule.sleepWorker(now: .now)
            }
        }
    }

    /// Lets leads that wait for others in vain be committed, until the lane stops.
    func watch() async {
        while await isNeeded() {
            try? await Task.sleep(for: state.withLock { $0.schedule.pacing.patience })
            wake { $0.schedule.call(now: .now) }
        }
    }

    /// Sleeps until leads wait for others; false when the lane stops.
    private func isNeeded() async -> Bool {
        await withCheckedContinuation { (watch: CheckedContinuation<Bool, Never>) in
            let answer = state.withLock { state in
                let answer = state.schedule.sleepWatch()
                if answer == nil { state.watch = watch }
                return answer
            }
            if let answer { watch.resume(returning: answer) }
        }
    }

    /// Stores a batch, hands it to the index, and tells the senders.
    private func commit(_ batch: [Decided]) async {
        let outcomes = await writer.write(batch.map(\.encoded))
        wake { $0.schedule.endCommit(now: .now) }
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

    /// Wakes whom the schedule calls.
    func wake(_ body: (inout State) -> Schedule.Call) {
        state.withLock { state in
            let call = body(&state)
            return state.take(call)
        }.resume()
    }
}

extension IngestLane.State {
    /// Those who sleep and are called.
    struct Wake {
        var worker:
            (CheckedContinuation<IngestLane.Schedule.Work, Never>, IngestLane.Schedule.Work)?
        var watch: CheckedContinuation<Bool, Never>?

        /// Wakes them; not under the lock.
        func resume() {
            watch?.resume(returning: true)
            if let (worker, work) = worker { worker.resume(returning: work) }
        }
    }

    /// Takes those who are called out of those who sleep.
    mutating func take(_ call: IngestLane.Schedule.Call) -> Wake {
        var wake = Wake()
        if let work = call.work, let worker = workers.popLast() { wake.worker = (worker, work) }
        if call.wakesWatch { wake.watch = watch.take() }
        return wake
    }
}
