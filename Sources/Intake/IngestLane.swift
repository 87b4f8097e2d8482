public import LeadStore
public import Logging
import Synchronization

/// Decides and stores leads in batches: those that wait while a batch is committed form the next.
///
/// A batch shares one scan for its scores, one commit, and one change of the index. A lead is
/// acknowledged only after the commit that holds it, and one that can't be stored never fails the
/// others.
public final class IngestLane: Sendable {
    struct Waiting: Sendable {
        let draft: Draft
        let sender: Acknowledgement
    }

    /// A lead with its decision, as it is sent, and who waits for it.
    typealias Decided = (waiting: Waiting, encoded: LeadWriter.EncodedLead)

    private typealias Sleeper = CheckedContinuation<Void, Never>

    private struct State: Sendable {
        var queue: IngestQueue<Waiting>
        var sleepers: [Sleeper] = []
        var isStopping = false

        /// Nobody sleeps from now on; returns who does.
        mutating func stop() -> [Sleeper] {
            isStopping = true
            defer { sleepers = [] }
            return sleepers
        }
    }

    private let state: Mutex<State>
    let writer: LeadWriter
    let commits = Gate()
    let logger: Logger

    /// Makes a lane; it stores nothing until ``run()``.
    ///
    /// - Parameters:
    ///   - writer: What stores a batch.
    ///   - batchLimit: How many leads one commit holds at most.
    ///   - queueLimit: How many leads may wait; a further one is refused as overloaded.
    ///   - workers: How many batches are under way at most: while one is committed, another is
    ///     decided.
    ///   - logger: Where trouble is told that no sender needs to hear of.
    public init(
        writer: LeadWriter, batchLimit: Int = 256, queueLimit: Int = 8192, workers: Int = 2,
        logger: Logger
    ) {
        let queue = IngestQueue<Waiting>(
            batchLimit: batchLimit, queueLimit: queueLimit, workers: workers, crowd: Self.crowd)
        state = Mutex(State(queue: queue))
        self.writer = writer
        self.logger = logger
    }

    /// How many leads wait before a second worker is called: fewer make no batch worth its commit.
    private static let crowd = 32

    /// How many leads wait to be stored.
    public var waiting: Int { state.withLock { $0.queue.count } }

    /// Decides and stores a lead; returns after the commit that holds it.
    ///
    /// - Throws: `StoreError` with code `.overloaded`, `.refused`, `.unavailable`, `.stopping`.
    func save(_ draft: Draft) async throws -> Receipt {
        try await withCheckedThrowingContinuation { sender in
            add(draft, .single(sender))
        }
    }

    /// As ``save(_:)`` for leads that came together; the receipts stand in their order.
    func save(all drafts: [Draft]) async -> [Result<Receipt, any Error>] {
        guard !drafts.isEmpty else { return [] }
        return await withCheckedContinuation { sender in
            let gathering = Gathering(count: drafts.count, sender: sender)
            for (place, draft) in drafts.enumerated() {
                add(draft, .member(of: gathering, place: place))
            }
        }
    }

    private func add(_ draft: Draft, _ sender: Acknowledgement) {
        let waiting = Waiting(draft: draft, sender: sender)
        let (admission, sleeper) = state.withLock { state in
            let admission = state.queue.add(waiting, sleeping: state.sleepers.count)
            guard admission == .wakeLane else { return (admission, nil as Sleeper?) }
            return (admission, state.sleepers.popLast())
        }
        sleeper?.resume()
        if case .refused(let refusal) = admission { sender.tell(.failure(refusal.error)) }
    }

    /// Stores batch after batch until the task is cancelled; then the leads that still wait are
    /// refused as `.stopping`.
    public func run() async {
        let workers = state.withLock { $0.queue.workers }
        await withTaskCancellationHandler {
            await withTaskGroup(of: Void.self) { group in
                for _ in 0..<workers { group.addTask { await self.work() } }
            }
        } onCancel: {
            for sleeper in state.withLock({ $0.stop() }) { sleeper.resume() }
        }
        let refusal = IngestQueue<Waiting>.Refusal.stopped.error
        for waiting in state.withLock({ $0.queue.stop() }) {
            waiting.sender.tell(.failure(refusal))
        }
    }

    private func work() async {
        while !state.withLock({ $0.isStopping }) {
            guard let batch = state.withLock({ $0.queue.take() }) else {
                await sleepUntilWoken()
                continue
            }
            await process(batch)
        }
    }

    /// The leads that wait, as far as they fit in a batch that has some already.
    func takeMore(besides count: Int) -> [Waiting] {
        state.withLock { $0.queue.take(besides: count) } ?? []
    }

    private func sleepUntilWoken() async {
        await withCheckedContinuation { (sleeper: Sleeper) in
            let wakeAtOnce = state.withLock { state in
                if state.queue.count > 0 || state.isStopping { return true }
                state.sleepers.append(sleeper)
                return false
            }
            if wakeAtOnce { sleeper.resume() }
        }
    }
}

extension IngestLane {
    /// For a lead that was never answered: a defect, told rather than hidden.
    static let unanswered = StoreError(
        .unexpectedData, "The ingest lane did not answer for this lead: send it again.")
}

extension IngestQueue.Refusal {
    var error: StoreError {
        switch self {
        case .full:
            StoreError(.overloaded, "Too many leads wait to be stored: try again in a moment.")
        case .stopped:
            StoreError(.stopping, "The service is stopping: send the lead again.")
        }
    }
}
