/// When something is counted again that takes long: its rests are a multiple of its work.
struct CountingPace: Sendable {
    private var last: (end: ContinuousClock.Instant, took: Duration)?

    /// Whether it has rested for so many times what the last count took.
    func hasRested(_ factor: Int) -> Bool {
        last.map { ContinuousClock.now >= $0.end + $0.took * factor } ?? true
    }

    /// Counts, and takes note of how long it took.
    mutating func count(_ body: () async throws -> Void) async throws {
        let start = ContinuousClock.now
        try await body()
        let end = ContinuousClock.now
        last = (end, end - start)
    }
}
