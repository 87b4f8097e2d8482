@testable import Intake

extension IngestSchedule<Int, Int> {
    /// A schedule with two places for work and a watch asleep.
    static func idle(batchLimit: Int = 64, at moment: Instant) -> Self {
        var schedule = Self(queueLimit: 200, batchLimit: batchLimit, decidedAtOnce: 8...64)
        for _ in 0..<2 { _ = schedule.openPlace(now: moment) }
        _ = schedule.sleepWatch()
        return schedule
    }

    /// Decides all that wait, as whoever must does; returns whom that calls.
    mutating func decide(at moment: Instant) -> Call {
        let (items, _) = take()
        return giveBack(items, of: items.count, now: moment).call
    }

    /// Ends the only commit under way.
    mutating func endCommit(at moment: Instant) -> Call {
        endCommit(of: pacing.committing, now: moment)
    }
}

extension IngestSchedule<Int, Int>.Call {
    /// The items to be committed; nil when something else is to be done, or nothing.
    var committed: [Int]? {
        if case .commit(let batch)? = work { batch } else { nil }
    }
}
