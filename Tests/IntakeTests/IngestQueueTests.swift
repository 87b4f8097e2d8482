@testable import Intake
import Testing

@Suite struct IngestQueueTests {
    @Test func `the first item wakes a sleeping lane, further ones do not`() {
        var queue = IngestQueue<Int>(batchLimit: 4, queueLimit: 10)
        #expect(queue.take() == nil)
        #expect(queue.add(1, sleeping: 1) == .wakeLane)
        #expect(queue.add(2, sleeping: 0) == .queued)
    }

    @Test func `a second worker is called only when many wait`() {
        var queue = IngestQueue<Int>(batchLimit: 4, queueLimit: 10, workers: 2, crowd: 3)
        #expect(queue.add(1, sleeping: 2) == .wakeLane)
        #expect(queue.add(2, sleeping: 1) == .queued)
        #expect(queue.add(3, sleeping: 1) == .wakeLane)
        #expect(queue.add(4, sleeping: 0) == .queued)
    }

    @Test func `what waits while a batch is under way becomes the next batch, in order`() {
        var queue = IngestQueue<Int>(batchLimit: 4, queueLimit: 10)
        for item in 1...6 { _ = queue.add(item, sleeping: 0) }
        #expect(queue.take() == [1, 2, 3, 4])
        #expect(queue.add(7, sleeping: 0) == .queued)
        #expect(queue.take() == [5, 6, 7])
        #expect(queue.take() == nil)
    }

    @Test func `a batch that waits takes along as many as it has room for`() {
        var queue = IngestQueue<Int>(batchLimit: 4, queueLimit: 10)
        for item in 1...3 { _ = queue.add(item, sleeping: 0) }
        #expect(queue.take(besides: 2) == [1, 2])
        #expect(queue.take(besides: 4) == nil)
        #expect(queue.take(besides: 1) == [3])
    }

    @Test func `a full queue refuses, and takes again when there is room`() {
        var queue = IngestQueue<Int>(batchLimit: 2, queueLimit: 2)
        _ = queue.add(1, sleeping: 0)
        _ = queue.add(2, sleeping: 0)
        #expect(queue.add(3, sleeping: 0) == .refused(.full))
        _ = queue.take()
        #expect(queue.add(3, sleeping: 0) == .queued)
    }

    @Test func `a stopped queue hands over what waits and refuses the rest`() {
        var queue = IngestQueue<Int>(batchLimit: 2, queueLimit: 9)
        _ = queue.add(1, sleeping: 0)
        #expect(queue.stop() == [1])
        #expect(queue.add(2, sleeping: 0) == .refused(.stopped))
        #expect(queue.take() == nil)
    }
}
