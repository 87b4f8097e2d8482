@testable import Intake
import Testing

@Suite struct IngestScheduleTests {
    private typealias Schedule = IngestSchedule<Int, Int>

    private let start = ContinuousClock.now

    /// Commits a crowd to the end, until no work is under way.
    private func commitCrowd(of count: Int, _ schedule: inout Schedule) throws {
        var left = count
        for item in 0..<count where try schedule.add(item, now: start).turn == .now {
            if let batch = schedule.decide(at: start).committed { left -= batch.count }
        }
        while left > 0 {
            var calls = [schedule.endCommit(at: start), schedule.endWork(now: start)]
            if calls.allSatisfy({ $0.work == nil }) {
                calls.append(schedule.call(now: start + .seconds(1)))
            }
            for call in calls {
                if let batch = call.committed { left -= batch.count }
                if case .decide? = call.work {
                    let batch =
                        schedule.decide(at: start).committed
                        ?? schedule.endWork(now: start).committed
                    left -= batch?.count ?? 0
                }
            }
        }
        _ = schedule.endCommit(at: start)
        while schedule.underWay > 0 { _ = schedule.endWork(now: start) }
        if !schedule.isWatchAsleep { _ = schedule.sleepWatch() }
        #expect(schedule.queue.count == 0 && schedule.underWay == 0 && schedule.isWatchAsleep)
    }

    @Test func `a lead alone is decided by its sender and committed at once`() throws {
        var schedule = Schedule.idle(at: start)
        let turn = try schedule.add(7, now: start).turn
        #expect(turn == .now)
        let batch = schedule.decide(at: start).committed
        #expect(batch == [7] && schedule.underWay == 1)
    }

    @Test func `a lead after a crowd wakes the watch, which has it committed when patience ends`()
        throws
    {
        var schedule = Schedule.idle(at: start)
        try commitCrowd(of: 40, &schedule)
        let (turn, call) = try schedule.add(99, now: start)
        #expect(turn == .never && call.work == nil && call.wakesWatch)
        let early = schedule.call(now: start + .milliseconds(1))
        #expect(early.work == nil)
        guard case .decide? = schedule.call(now: start + .milliseconds(3)).work else {
            Issue.record("nobody was called to decide the lead")
            return
        }
        let batch = schedule.decide(at: start + .milliseconds(3)).committed
        #expect(batch == [99])
    }

    @Test func `what nobody decided when a commit ends is left to the lane`() throws {
        var schedule = Schedule.idle(at: start)
        _ = try schedule.add(0, now: start)
        _ = schedule.decide(at: start)
        for item in 1...3 { _ = try schedule.add(item, now: start) }
        guard case .decide? = schedule.endCommit(at: start).work else {
            Issue.record("nobody was called to decide")
            return
        }
        _ = schedule.decide(at: start)
        let batch = schedule.endWork(now: start).committed
        #expect(batch == [1, 2])
    }

    @Test func `a lead beside many that come together is decided after one commit`() throws {
        var schedule = Schedule.idle(batchLimit: 128, at: start)
        try schedule.hold(90)
        let first = schedule.giveBack(Array(0..<90), of: 90, now: start)
        #expect(first.call.committed != nil)
        try schedule.hold(65)
        _ = schedule.giveBack(Array(0..<65), of: 65, now: start)
        let (turn, call) = try schedule.add(99, now: start)
        #expect(turn == .never && call.work == nil)
        let second = schedule.endCommit(at: start)
        #expect(second.committed != nil && schedule.queue.undecided == [99])
        guard case .decide? = schedule.endWork(now: start).work else {
            Issue.record("nobody was called to decide the lead")
            return
        }
        _ = schedule.decide(at: start)
        #expect(schedule.queue.undecided.isEmpty && schedule.queue.decided.last == 99)
    }

    @Test func `leads that fill a batch are committed beside the commit that is under way`() throws
    {
        var schedule = Schedule.idle(at: start)
        _ = schedule.openPlace(now: start)
        try schedule.hold(1)
        let first = schedule.giveBack([0], of: 1, now: start).call.committed
        #expect(first == [0])
        try schedule.hold(99)
        let few = schedule.giveBack(Array(1...63), of: 63, now: start).call
        #expect(few.work == nil)
        let beside = schedule.giveBack([64], of: 1, now: start).call.committed
        #expect(beside == Array(1...64))
        try schedule.hold(40)
        let third = schedule.giveBack(Array(65...130), of: 66, now: start).call
        #expect(third.work == nil && schedule.queue.decided.count == 66)
        let next = schedule.endCommit(of: 64, now: start).committed
        #expect(next == Array(65...128))
    }

    @Test func `a lead that could not be decided leaves nobody awake`() throws {
        var schedule = Schedule.idle(at: start)
        try commitCrowd(of: 40, &schedule)
        _ = try schedule.add(99, now: start)
        _ = schedule.take()
        let call = schedule.giveBack([], of: 1, now: start).call
        #expect(call.work == nil)
        let isNeeded = schedule.sleepWatch()
        #expect(isNeeded == nil)
    }

    @Test func `after a stop no work begins, and what waits is given up`() throws {
        var schedule = Schedule.idle(at: start)
        _ = try schedule.add(1, now: start)
        _ = schedule.decide(at: start)
        _ = try schedule.add(2, now: start)
        schedule.beginStop()
        let calls = [schedule.endCommit(at: start), schedule.endWork(now: start)]
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
