import Synchronization

/// The memory that the bodies of all connections may take together.
///
/// Bodies of up to 64 KiB are not counted: their number is bounded by that of the connections.
final class BodyBudget: Sendable {
    static let smallest = 64 << 10

    let limit: Int
    private let used = Atomic<Int>(0)

    init(limit: Int) { self.limit = limit }

    /// Takes bytes if they are there.
    func take(_ count: Int) -> Bool {
        let sum = used.add(count, ordering: .relaxed).newValue
        if sum <= limit { return true }
        give(count)
        return false
    }

    /// Gives back what was taken.
    func give(_ count: Int) { used.subtract(count, ordering: .relaxed) }

    /// The bytes that are taken now.
    var bytes: Int { used.load(ordering: .relaxed) }
}
