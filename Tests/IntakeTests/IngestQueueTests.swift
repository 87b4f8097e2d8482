@testable import Intake
import Testing

@Suite struct IngestQueueTests {
    private typealias Queue = IngestQueue<Int, String>

    @Test func `one at a time promises to decide, and keeps it with the last that waits`() throws {
        var queue = Queue(limit: 10)
        var promises = [queue.promise()]
        for item in 1...5 { try queue.add(item) }
        promises += [queue.promise(), queue.promise()]
        #expect(promises == [false, true, false])
        let some = queue.take(3)
        #expect(some == [1, 2, 3] && queue.isPromised)
        try queue.add(6)
        let rest = queue.take(3)
        #expect(rest == [4, 5, 6] && !queue.isPromised)
        let late = queue.promise()
        #expect(!late)
    }

    @Test func `what is in hands is counted until it is given back`() throws {
        var queue = Queue(limit: 10)
        for item in 1...4 { try queue.add(item) }
        _ = queue.take(4)
        try queue.hold(2)
        #expect(queue.count == 6 && !queue.isWhole)
        let isTaken = queue.giveBack(["1", "2", "4"], of: 4)
        #expect(isTaken && queue.count == 5 && !queue.isWhole)
        _ = queue.giveBack(["a"], of: 2)
        #expect(queue.count == 4 && queue.isWhole)
        let batches = [queue.takeDecided(3), queue.takeDecided(3), queue.takeDecided(3)]
        #expect(batches == [["1", "2", "4"], ["a"], []])
    }

    @Test func `a full queue refuses, and takes again when there is room`() throws {
        var queue = Queue(limit: 2)
        try queue.add(1)
        try queue.hold(1)
        #expect(throws: Queue.Refusal.full) { try queue.add(3) }
        #expect(throws: Queue.Refusal.full) { try queue.hold(1) }
        _ = queue.giveBack(["x"], of: 1)
        _ = queue.takeDecided(1)
        try queue.add(3)
        #expect(queue.count == 2)
    }

    @Test func `a stopped queue hands over what waits, and refuses what comes or comes back`()
        throws
    {
        var queue = Queue(limit: 9)
        for item in 1...3 { try queue.add(item) }
        _ = queue.take(2)
        _ = queue.giveBack(["1"], of: 1)
        let left = queue.stop()
        #expect(left.undecided == [3] && left.decided == ["1"])
        #expect(throws: Queue.Refusal.stopped) { try queue.add(4) }
        let isTaken = queue.giveBack(["2"], of: 1)
        #expect(!isTaken && queue.count == 0)
    }
}
