import LeadIndex
import LeadStore
import Leads
import Synchronization

extension IngestLane {
    /// Two batches are stored while the senders of the one before are told.
    static let places = 3

    /// Does what the schedule calls for.
    func act(sendingHere: Bool = true, _ body: (inout Schedule) -> Schedule.Call) {
        follow(
            state.withLock { state in
                let call = body(&state.schedule)
                return state.take(call)
            }, sendingHere: sendingHere)
    }

    /// Begins the work of a call and wakes those who sleep; not under the lock.
    ///
    /// A commit is sent on this thread, unless told otherwise: PostgreSQL then need not wait until
    /// another wakes up.
    func follow(_ orders: State.Orders, sendingHere: Bool = true) {
        orders.watch?.resume(returning: true)
        orders.stopper?.resume()
        guard let (number, work) = orders.work else { return }
        let task = begin(work, number, sendingHere)
        if state.withLock({ $0.underWay.note(task, of: number) }) { task.cancel() }
    }

    private func begin(
        _ work: Schedule.Work, _ number: Int, _ sendingHere: Bool
    ) -> Task<Void, Never> {
        let body: @Sendable () async -> Void = {
            switch work {
            case .commit(let batch): await self.commit(batch)
            case .decide: await self.decideAll()
            }
            self.end(number)
        }
        if case .commit = work, sendingHere {
            return Task.immediate(priority: .high) { await body() }
        }
        return Task(priority: .high) { await body() }
    }

    private func end(_ number: Int) {
        state.withLock { $0.underWay.end(number) }
        // Commits that fail at once must not begin each other on one stack.
        act(sendingHere: false) { $0.endWork(now: .now) }
    }

    /// Lets leads that wait for others in vain be committed, until the lane stops.
    func watch() async {
        while await isNeeded() {
            try? await Task.sleep(for: state.withLock { $0.schedule.pacing.patience })
            act { $0.call(now: .now) }
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

    /// Returns when no work is under way; once the lane stops, none begins.
    func workEnds() async {
        await withCheckedContinuation { stopper in
            let isOver = state.withLock { state in
                if state.schedule.underWay > 0 { state.stopper = stopper }
                return state.schedule.underWay == 0
            }
            if isOver { stopper.resume() }
        }
    }

    /// Stores a batch, hands it to the index, and tells the senders.
    private func commit(_ batch: [Decided]) async {
        let outcomes = await writer.write(batch.map(\.encoded))
        act { $0.endCommit(of: batch.count, now: .now) }
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
    /// What a call asks for, and those who sleep and are woken.
    struct Orders {
        var work: (number: Int, work: IngestLane.Schedule.Work)?
        var watch: CheckedContinuation<Bool, Never>?
        var stopper: CheckedContinuation<Void, Never>?
    }

    /// Takes those who are called out of those who sleep.
    mutating func take(_ call: IngestLane.Schedule.Call) -> Orders {
        var orders = Orders()
        if let work = call.work { orders.work = (underWay.begin(), work) }
        if call.wakesWatch { orders.watch = watch.take() }
        if schedule.underWay == 0 { orders.stopper = stopper.take() }
        return orders
    }
}
