import Dispatch
import Similarity
import Synchronization

/// The searches that wait for a scan: those that wait together share one.
///
/// Nobody is waited for: the first search is scanned at once, alone, and whoever comes meanwhile
/// is in the next scan. The scans run on threads of their own.
final class SearchLine: Sendable {
    /// A search, from its caller to the thread that scans.
    final class Waiting: Sendable {
        let query: LeadQuery
        let index: LeadIndex
        let isCancelled = Atomic(false)

        init(_ query: LeadQuery, _ index: LeadIndex) {
            self.query = query
            self.index = index
        }
    }

    private typealias Answer = CheckedContinuation<[LeadHit], any Error>

    private struct Line: Sendable {
        var entries: [(waiting: Waiting, answer: Answer)] = []
        var scanning = 0
    }

    private let line = Mutex(Line())
    private let threads = DispatchQueue(label: "leadline.search", attributes: .concurrent)
    /// How many may wait.
    private let limit: Int
    /// How many scans may run at a time.
    private let width: Int

    init(limit: Int = 4096, width: Int = SearchLine.defaultWidth) {
        self.limit = limit
        self.width = width
    }

    /// Every fourth processor: taking leads in and answering need the others.
    static let defaultWidth = max(1, ProcessorCount.available / 4)

    func answer(_ query: LeadQuery, by index: LeadIndex) async throws -> [LeadHit] {
        let waiting = Waiting(query, index)
        return try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { answer in
                enter(waiting, answer)
            }
        } onCancel: {
            waiting.isCancelled.store(true, ordering: .sequentiallyConsistent)
            withdraw(waiting)
        }
    }

    /// How many wait.
    var waitingCount: Int { line.withLock { $0.entries.count } }

    private enum Entry {
        case waits
        case needsThread
        case refused(any Error)
    }

    private func enter(_ waiting: Waiting, _ answer: Answer) {
        let entry = line.withLock { line -> Entry in
            guard !waiting.isCancelled.load(ordering: .sequentiallyConsistent) else {
                return .refused(CancellationError())
            }
            guard line.entries.count < limit else {
                return .refused(SearchOverload(waiting: line.entries.count))
            }
            line.entries.append((waiting, answer))
            guard line.scanning < width else { return .waits }
            line.scanning += 1
            return .needsThread
        }
        switch entry {
        case .waits: break
        case .needsThread: threads.async { [self] in scan() }
        case .refused(let error): answer.resume(throwing: error)
        }
    }

    private func withdraw(_ waiting: Waiting) {
        let answer = line.withLock { line -> Answer? in
            guard let place = line.entries.firstIndex(where: { $0.waiting === waiting })
            else { return nil }
            return line.entries.remove(at: place).answer
        }
        answer?.resume(throwing: CancellationError())
    }

    /// Scans for those who wait until nobody does.
    private func scan() {
        while let batch = nextBatch() {
            let index = batch[0].waiting.index
            do {
                let answers = try index.search(batch.map(\.waiting.query))
                for (entry, hits) in zip(batch, answers) {
                    entry.answer.resume(returning: hits)
                }
            } catch {
                for entry in batch { entry.answer.resume(throwing: error) }
            }
        }
    }

    /// Those who have waited longest, as many as share a scan; nil, and the thread ends, when
    /// nobody waits.
    private func nextBatch() -> [(waiting: Waiting, answer: Answer)]? {
        line.withLock { line in
            guard !line.entries.isEmpty else {
                line.scanning -= 1
                return nil
            }
            let count = min(QuantisedIndex.queriesPerScan, line.entries.count)
            let batch = Array(line.entries.prefix(count))
            line.entries.removeFirst(count)
            return batch
        }
    }
}
