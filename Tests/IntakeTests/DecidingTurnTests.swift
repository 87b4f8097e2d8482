@testable import Intake
import Testing

/// When the senders of leads that come during a commit decide them.
@Suite struct DecidingTurnTests {
    private typealias Schedule = IngestSchedule<Int, Int>

    private let start = ContinuousClock.now

    /// The turns of so many leads that come while the commit of another is under way.
    private func turns(_ count: Int, _ schedule: inout Schedule) throws -> [Schedule.Turn] {
        _ = try schedule.add(0, now: start)
        let first = schedule.decide(at: start).committed
        #expect(first == [0])
        return try (1...count).map { try schedule.add($0, now: start).turn }
    }

    @Test func `the eighth that comes during a commit decides, after those that are read with it`()
        throws
    {
        var schedule = Schedule.idle(batchLimit: 128, at: start)
        let turns = try turns(12, &schedule)
        #expect(turns.firstIndex(of: .later) == 7 && turns.count { $0 != .never } == 1)
        let mustDecide = schedule.comeBack()
        #expect(mustDecide)
        _ = schedule.decide(at: start)
        #expect(schedule.queue.decided.count == 12)
        let second = schedule.endCommit(at: start).committed
        #expect(second == Array(1...7))
    }

    @Test func `as many as are decided at once wait for nobody who comes back`() throws {
        var schedule = Schedule.idle(batchLimit: 128, at: start)
        let turns = try turns(64, &schedule)
        #expect(turns.firstIndex(of: .later) == 7 && turns.firstIndex(of: .now) == 63)
        #expect(turns.count { $0 != .never } == 2)
        _ = schedule.decide(at: start)
        #expect(schedule.queue.decided.count == 64)
        let few = try (0..<7).map { try schedule.add($0, now: start).turn }
        #expect(few.allSatisfy { $0 == .never })
        let mustDecide = schedule.comeBack()
        #expect(!mustDecide && schedule.queue.undecided.count == 7)
        let eighth = try schedule.add(7, now: start).turn
        #expect(eighth == .later)
    }

    @Test func `whoever comes back leaves alone what others decide already`() throws {
        var schedule = Schedule.idle(batchLimit: 128, at: start)
        _ = try turns(63, &schedule)
        let last = try schedule.add(64, now: start).turn
        #expect(last == .now)
        let mustDecide = schedule.comeBack()
        #expect(!mustDecide && schedule.queue.isPromised)
        let next = try schedule.add(65, now: start).turn
        #expect(next == .never)
        _ = schedule.decide(at: start)
        #expect(schedule.queue.decided.count == 64)
    }
}
