import LeadIndex
import LeadStore
import Logging
import Synchronization

/// Repeats a sampled share of HNSW searches exactly, and tells how much they found.
///
/// One at a time, in the background; what comes while others wait is dropped, so that measuring
/// never piles up.
public final class RecallGauge: Sendable {
    private static let waiting = 4
    private let store: LeadStore
    private let costs: SearchCosts
    private let sampled: Int
    private let logger: Logger
    private let figures = Mutex(RecallSnapshot())
    private let samples: AsyncStream<RecallSample>
    private let sink: AsyncStream<RecallSample>.Continuation

    init(store: LeadStore, costs: SearchCosts, sampled: Int, logger: Logger) {
        self.store = store
        self.costs = costs
        self.sampled = sampled
        self.logger = logger
        (samples, sink) = AsyncStream.makeStream(bufferingPolicy: .bufferingOldest(Self.waiting))
    }

    /// The figures so far.
    public func snapshot() -> RecallSnapshot { figures.withLock { $0 } }

    /// Whether the graph was found to miss more than one hit of twenty, in five samples at least.
    func isPoor(_ filter: FilterClass) -> Bool {
        guard let figures = snapshot().classes[filter], figures.samples >= 5,
            let recall = figures.recall
        else { return false }
        return recall < 0.95
    }

    /// Repeats samples until the task is cancelled; only one may run.
    public func run() async {
        for await sample in samples {
            do {
                try await measure(sample)
            } catch {
                guard !Task.isCancelled else { return }
                logger.warning(
                    "A search could not be repeated exactly", metadata: ["error": "\(error)"])
            }
        }
    }

    /// Counts a search that the HNSW index answered, and takes some of them as samples.
    func offer(_ sample: RecallSample) {
        note(sample.filterClass) { $0.searches += 1 }
        guard Int.random(in: 0..<1000) < sampled else { return }
        if case .dropped = sink.yield(sample) { note(sample.filterClass) { $0.dropped += 1 } }
    }

    /// Counts a search that was finished exactly.
    func noteFinished(_ filter: FilterClass) {
        note(filter) {
            $0.searches += 1
            $0.finished += 1
        }
    }

    /// Repeats a sample exactly: a hit counts that is at least as similar as the last one should
    /// be, so that ties count.
    func measure(_ sample: RecallSample) async throws {
        let list = try await store.nearestExactly(sample.query, generation: sample.generation)
        costs.note(list.duration, .scan, sample.filterClass)
        let exact = try HitRanking(query: sample.query.vector).hits(list.candidates)
        let wanted = min(exact.count, sample.query.limit)
        let least = exact.prefix(wanted).last?.similarity ?? 1
        let found = sample.hits.count { $0.similarity >= least - HitRanking.tolerance }
        let counted = min(found, wanted)
        note(sample.filterClass) {
            $0.samples += 1
            $0.wanted += wanted
            $0.found += counted
        }
        if isPoor(sample.filterClass) {
            logger.warning(
                "The HNSW index misses hits, searches like these are made exactly from now on",
                metadata: ["filter": "\(sample.filterClass.rawValue)"])
        }
        let count = RecallCount(
            filterClass: sample.filterClass.rawValue, samples: 1, wanted: wanted, found: counted)
        try await store.addRecall([count], of: sample.generation)
    }

    private func note(_ filter: FilterClass, _ change: (inout RecallSnapshot.Class) -> Void) {
        figures.withLock { change(&$0.classes[filter, default: RecallSnapshot.Class()]) }
    }
}
