@testable import Intake
import Testing

@Suite struct IngestQueueTests {
    private typealias Queue = IngestQueue<Int, String>

    @Test func `one at a time promises to decide, and keeps it with the last that waits`() throws {
        var queue = Queue(limit: 10)
        #expect(!queue.promise())
        for item in 1...5 { try queue.add(item) }
        #expect(queue.promise())
        #expect(!queue.promise())
        #expect(queue.take(3) == [1, 2, 3])
        #expect(queue.isPromised)
        try queue.add(6)
        #expect(queue.take(3) == [4, 5, 6])
        #expect(!queue.isPromised)
        #expect(!queue.promise())
    }

    @Test func `what is in hands is counted until it is given back`() throws {
        var queue = Queue(limit: 10)
        for item in 1...4 { try queue.add(item) }
        _ = queue.take(4)
        try queue.hold(2)
        #expect(queue.count == 6 && !queue.isWhole)
        #expect(queue.giveBack(["1", "2", "4"], of: 4))
        #expect(queue.count == 5 && !queue.isWhole)
        #expect(queue.giveBack(["a"], of: 2))
        #expect(queue.count == 4 && queue.isWhole)
        #expect(queue.takeDecided(3) == ["1", "2", "4"])
        #expect(queue.takeDecided(3) == ["a"])
        #expect(queue.takeDecided(3).isEmpty)
    }

    @Test func `a full queue refuses, and takes again when there is room`() throws {
        var queue = Queue(limit: 2)
        try queue.add(1)
        try queue.hold(1)
        #expect(throws: Queue.Refusal.full) { try queue.add(3) }
        #expect(throws: Queue.Refusal.full) { try queue.hold(1) }
        #expect(queue.giveBack(["x"], of: 1))
        _ = queue.takeDecided(1)
        try queue.add(3)
    }

    @Test func `a stopped queue hands over what waits, and refuses what comes or comes back`()
        throws
    {
        var queue = Queue(limit: 9)
        for item in 1...3 { try queue.add(item) }
        _ = queue.take(2)
        #expect(queue.giveBack(["1"], of: 1))
        let left = queue.stop()
        #expect(left.undecided == [3] && left.decided == ["1"])
        #expect(throws: Queue.Refusal.stopped) { try queue.add(4) }
        #expect(!queue.giveBack(["2"], of: 1))
        #expect(queue.count == 0)
    }
}
