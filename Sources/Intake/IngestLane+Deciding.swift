import LeadStore
import Synchronization

extension IngestLane {
    /// How many leads are decided at a time at most: then whoever shares the thread has a turn.
    static let mostDecidedAtOnce = 64

    /// Keeps the promise to decide all who wait, and those who come meanwhile.
    func decideAll() async {
        while decideSome() { await Task.yield() }
    }

    /// Lets others who share the thread add their leads, as those that were read together do, then
    /// decides all who wait; none when others have decided so many that few are left.
    func decideLater() async {
        await Task.yield()
        if state.withLock({ $0.schedule.comeBack() }) { await decideAll() }
    }

    /// Decides leads that wait, as many as are decided at a time; returns whether more do.
    func decideSome() -> Bool {
        let (batch, isMore) = state.withLock { $0.schedule.take() }
        if !batch.isEmpty { hand(over: decide(batch), of: batch.count) }
        return isMore
    }

    /// Decides leads and writes them as they are sent; those that can't be decided are told so.
    func decide(_ batch: [Waiting]) -> [Decided] {
        var decided: [Decided] = []
        decided.reserveCapacity(batch.count)
        for (waiting, result) in zip(batch, Decisions.decide(batch.map(\.draft))) {
            switch result {
            case .success(let decision):
                decided.append((waiting, writer.encoded(waiting.draft.decided(decision))))
            case .failure(let error):
                waiting.sender.tell(.failure(error))
            }
        }
        return decided
    }

    /// Has leads stored that were decided; one of those that could not be decided was told so.
    func hand(over decided: [Decided], of count: Int) {
        var isTaken = false
        act { schedule in
            let (taken, call) = schedule.giveBack(decided, of: count, now: .now)
            isTaken = taken
            return call
        }
        if !isTaken { tell(decided.map(\.waiting), .failure(Refusal.stopped.error)) }
    }
}
