/// The `k` best of the hits it is offered, kept in a heap whose root is the worst of them.
///
/// Ties go to the lower row, so the answer does not depend on the order of the offers.
public struct TopK: Sendable {
    /// How many hits are kept.
    public let k: Int
    private(set) var heap: [Neighbour] = []

    /// Makes an empty selection; a negative `k` counts as 0.
    public init(k: Int) {
        self.k = max(0, k)
        heap.reserveCapacity(min(self.k, 4096))
    }

    /// The similarity that a hit of a higher row must exceed to be kept; −∞ until `k` are kept.
    public var threshold: Float {
        guard heap.count == k else { return -.infinity }
        return heap.first?.similarity ?? .infinity
    }

    /// Offers one hit; NaN is not kept.
    public mutating func offer(row: UInt32, similarity: Float) {
        let hit = Neighbour(row: row, similarity: similarity)
        guard !similarity.isNaN else { return }
        if heap.count < k {
            heap.append(hit)
            siftUp(from: heap.count - 1)
        } else if let worst = heap.first, hit.precedes(worst) {
            heap[0] = hit
            siftDown(from: 0)
        }
    }

    /// The kept hits, best first.
    public func sorted() -> [Neighbour] { heap.sorted { $0.precedes($1) } }

    /// Offers the eligible of consecutive rows; rows offered earlier must all be lower.
    mutating func offer(
        scores: UnsafePointer<Float>, strip: borrowing Strip, kernels: Kernels
    ) {
        let (eligible, count) = unsafe (UnsafePointer(strip.eligible), strip.rowCount)
        var next = unsafe kernels.nextAbove(scores, eligible, 0, count, threshold)
        while next < count {
            unsafe offer(row: UInt32(strip.firstRow + next), similarity: scores[next])
            next = unsafe kernels.nextAbove(scores, eligible, next + 1, count, threshold)
        }
    }

    private mutating func siftUp(from start: Int) {
        var child = start
        while child > 0 {
            let parent = (child - 1) / 2
            guard heap[parent].precedes(heap[child]) else { return }
            heap.swapAt(parent, child)
            child = parent
        }
    }

    private mutating func siftDown(from start: Int) {
        var parent = start
        while 2 * parent + 1 < heap.count {
            var child = 2 * parent + 1
            if child + 1 < heap.count, heap[child].precedes(heap[child + 1]) { child += 1 }
            guard heap[parent].precedes(heap[child]) else { return }
            heap.swapAt(parent, child)
            parent = child
        }
    }
}
