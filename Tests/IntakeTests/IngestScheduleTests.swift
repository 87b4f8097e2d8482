@testable import Intake
import Testing

@Suite struct IngestScheduleTests {
    private typealias Schedule = IngestSchedule<Int, Int>

    private let start = ContinuousClock.now

    /// A schedule with two places for work and a watch asleep.
    private func schedule() -> Schedule {
        var schedule = Schedule(queueLimit: 100, batchLimit: 64)
        for _ in 0..<2 { _ = schedule.openPlace(now: start) }
        _ = schedule.sleepWatch()
        return schedule
    }

    /// Decides all that wait, as whoever must does; returns whom that calls.
    private func decide(_ schedule: inout Schedule, after delay: Duration = .zero)
        -> Schedule.Call
    {
        let (items, _) = schedule.take(64)
        return schedule.giveBack(items, of: items.count, now: start + delay).call
    }

    private func committed(_ call: Schedule.Call) -> [Int]? {
        if case .commit(let batch)? = call.work { batch } else { nil }
    }

    /// Ends the only commit under way.
    private func end(_ schedule: inout Schedule) -> Schedule.Call {
        schedule.endCommit(of: schedule.pacing.committing, now: start)
    }

    /// Commits a crowd to the end, until no work is under way.
    private func commitCrowd(of count: Int, _ schedule: inout Schedule) throws {
        var left = count
        for item in 0..<count where try schedule.add(item, now: start).mustDecide {
            if let batch = committed(decide(&schedule)) { left -= batch.count }
        }
        while left > 0 {
            var calls = [end(&schedule), schedule.endWork(now: start)]
            if calls.allSatisfy({ $0.work == nil }) {
                calls.append(schedule.call(now: start + .seconds(1)))
            }
            for call in calls {
                if let batch = committed(call) { left -= batch.count }
                if case .decide? = call.work {
                    let batch =
                        committed(decide(&schedule))
                        ?? committed(schedule.endWork(now: start))
                    left -= batch?.count ?? 0
                }
            }
        }
        _ = end(&schedule)
        while schedule.underWay > 0 { _ = schedule.endWork(now: start) }
        if !schedule.isWatchAsleep { _ = schedule.sleepWatch() }
        #expect(schedule.queue.count == 0 && schedule.underWay == 0 && schedule.isWatchAsleep)
    }

    @Test func `a lead alone is decided by its sender and committed at once`() throws {
        var schedule = schedule()
        let mustDecide = try schedule.add(7, now: start).mustDecide
        #expect(mustDecide)
        let batch = committed(decide(&schedule))
        #expect(batch == [7] && schedule.underWay == 1)
    }

    @Test func `a lead after a crowd wakes the watch, which has it committed when patience ends`()
        throws
    {
        var schedule = schedule()
        try commitCrowd(of: 40, &schedule)
        let (mustDecide, call) = try schedule.add(99, now: start)
        #expect(!mustDecide && call.work == nil && call.wakesWatch)
        let early = schedule.call(now: start + .milliseconds(1))
        #expect(early.work == nil)
        guard case .decide? = schedule.call(now: start + .milliseconds(3)).work else {
            Issue.record("nobody was called to decide the lead")
            return
        }
        let batch = committed(decide(&schedule, after: .milliseconds(3)))
        #expect(batch == [99])
    }

    @Test func `leads that come during a commit are decided by the eighth, the rest at its end`()
        throws
    {
        var schedule = schedule()
        _ = try schedule.add(0, now: start)
        let first = committed(decide(&schedule))
        #expect(first == [0])
        let deciders = try (1...12).filter { try schedule.add($0, now: start).mustDecide }
        #expect(deciders == [8])
        _ = decide(&schedule)
        #expect(schedule.queue.decided.count == 12)
        let second = committed(end(&schedule))
        #expect(second == Array(1...7))
    }

    @Test func `what nobody decided when a commit ends is left to the lane`() throws {
        var schedule = schedule()
        _ = try schedule.add(0, now: start)
        _ = decide(&schedule)
        for item in 1...3 { _ = try schedule.add(item, now: start) }
        guard case .decide? = end(&schedule).work else {
            Issue.record("nobody was called to decide")
            return
        }
        _ = decide(&schedule)
        let batch = committed(schedule.endWork(now: start))
        #expect(batch == [1, 2])
    }

    @Test func `a lead beside many that come together is decided after one commit`() throws {
        var schedule = schedule()
        try schedule.hold(90)
        let first = schedule.giveBack(Array(0..<90), of: 90, now: start)
        #expect(committed(first.call) != nil)
        try schedule.hold(20)
        _ = schedule.giveBack(Array(0..<20), of: 20, now: start)
        let (mustDecide, call) = try schedule.add(99, now: start)
        #expect(!mustDecide && call.work == nil)
        let second = end(&schedule)
        #expect(committed(second) != nil && schedule.queue.undecided == [99])
        guard case .decide? = schedule.endWork(now: start).work else {
            Issue.record("nobody was called to decide the lead")
            return
        }
        _ = decide(&schedule)
        #expect(schedule.queue.undecided.isEmpty && schedule.queue.decided.last == 99)
    }

    @Test func `leads that fill a batch are committed beside the commit that is under way`() throws
    {
        var schedule = schedule()
        _ = schedule.openPlace(now: start)
        try schedule.hold(1)
        let first = committed(schedule.giveBack([0], of: 1, now: start).call)
        #expect(first == [0])
        try schedule.hold(99)
        let few = schedule.giveBack(Array(1...63), of: 63, now: start).call
        #expect(few.work == nil)
        let beside = committed(schedule.giveBack([64], of: 1, now: start).call)
        #expect(beside == Array(1...64))
        try schedule.hold(40)
        let third = schedule.giveBack(Array(65...130), of: 66, now: start).call
        #expect(third.work == nil && schedule.queue.decided.count == 66)
        let next = committed(schedule.endCommit(of: 64, now: start))
        #expect(next == Array(65...128))
    }

    @Test func `a lead that could not be decided leaves nobody awake`() throws {
        var schedule = schedule()
        try commitCrowd(of: 40, &schedule)
        _ = try schedule.add(99, now: start)
        _ = schedule.take(1)
        let call = schedule.giveBack([], of: 1, now: start).call
        #expect(call.work == nil)
        let isNeeded = schedule.sleepWatch()
        #expect(isNeeded == nil)
    }

    @Test func `after a stop no work begins, and what waits is given up`() throws {
        var schedule = schedule()
        _ = try schedule.add(1, now: start)
        _ = decide(&schedule)
        _ = try schedule.add(2, now: start)
        schedule.beginStop()
        let calls = [end(&schedule), schedule.endWork(now: start)]
        #expect(calls.allSatisfy { $0.work == nil } && schedule.underWay == 0)
        let isNeeded = schedule.sleepWatch()
        #expect(isNeeded == false)
        let late = schedule.openPlace(now: start)
        #expect(late.work == nil && schedule.places == 0)
        let left = schedule.stop()
        #expect(left.undecided == [2] && left.decided.isEmpty)
        let isTaken = schedule.giveBack([3], of: 1, now: start).isTaken
        #expect(!isTaken)
    }
}
