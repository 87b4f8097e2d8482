import Glibc
import Synchronization

/// The counters of one operation, which every thread adds to without a lock.
final class OperationMetrics: Sendable {
    /// The upper bounds of the histogram's buckets in nanoseconds; the last bucket has none.
    static let bounds: InlineArray<15, UInt64> = [
        100_000, 250_000, 500_000, 1_000_000, 2_500_000, 5_000_000, 10_000_000, 25_000_000,
        50_000_000, 100_000_000, 250_000_000, 500_000_000, 1_000_000_000, 2_500_000_000,
        10_000_000_000,
    ]

    let name: String
    /// Responses by their status, 100 first.
    private let statuses: InlineArray<500, Atomic<UInt64>> = InlineArray { _ in Atomic(0) }
    private let buckets: InlineArray<16, Atomic<UInt64>> = InlineArray { _ in Atomic(0) }
    private let nanoseconds = Atomic<UInt64>(0)

    init(name: String) { self.name = name }

    /// Counts a response that took so long.
    func record(_ status: ResponseStatus, nanoseconds duration: UInt64) {
        statuses[status.code - 100].add(1, ordering: .relaxed)
        var bucket = 0
        while bucket < Self.bounds.count, duration > Self.bounds[bucket] { bucket += 1 }
        buckets[bucket].add(1, ordering: .relaxed)
        nanoseconds.add(duration, ordering: .relaxed)
    }

    /// The number of responses of each status that there was, in ascending order.
    var responses: [(status: Int, count: UInt64)] {
        (100...599).compactMap { code in
            let count = statuses[code - 100].load(ordering: .relaxed)
            return count > 0 ? (code, count) : nil
        }
    }

    /// The number of responses in a bucket alone.
    func count(inBucket bucket: Int) -> UInt64 { buckets[bucket].load(ordering: .relaxed) }

    /// The time that all responses took, in seconds.
    var seconds: Double { Double(nanoseconds.load(ordering: .relaxed)) / 1e9 }

    /// Nanoseconds since some fixed moment; the clock never goes back.
    static func now() -> UInt64 {
        var time = timespec()
        unsafe clock_gettime(CLOCK_MONOTONIC, &time)
        return UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_nsec)
    }
}
