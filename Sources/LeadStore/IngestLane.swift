import Leads
public import Logging
import Postgres
import Synchronization

/// Stores leads in batches: those that wait while a batch is committed form the next one.
///
/// A lead is acknowledged only after the commit that holds it. A lead that PostgreSQL refuses
/// never fails the others of its batch.
public final class IngestLane: Sendable {
    /// What became of a lead.
    public enum Receipt: Sendable, Equatable {
        /// It was stored.
        case stored(StoredMark)
        /// It was there already, by its id or its `external_id`; this is the first.
        case duplicate(LeadSummary)
    }

    struct Waiting: Sendable {
        let lead: NewLead
        let row: [UInt8]
        let done: CheckedContinuation<Receipt, any Error>
    }

    private struct State: Sendable {
        var queue: IngestQueue<Waiting>
        var sleeper: CheckedContinuation<Void, Never>?
    }

    private let state: Mutex<State>
    private let writer: BatchWriter
    private let linger: Duration

    /// Makes a lane; it stores nothing until ``run()``.
    ///
    /// - Parameters:
    ///   - store: Where leads go; its database must have been migrated.
    ///   - batchLimit: How many leads one commit holds at most.
    ///   - queueLimit: How many leads may wait; a further one is refused as overloaded.
    ///   - linger: How long the lane waits after a commit for the next leads to come.
    ///   - logger: Where trouble with the database is told.
    /// - Throws: `PostgresError` when the database can't be asked for the type of a batch.
    public init(
        store: LeadStore, batchLimit: Int = 256, queueLimit: Int = 8192,
        linger: Duration = .microseconds(300), logger: Logger
    ) async throws {
        state = Mutex(
            State(queue: IngestQueue(batchLimit: batchLimit, queueLimit: queueLimit)))
        writer = BatchWriter(
            store: store, type: try await store.client.compositeType(named: "lead_in"),
            logger: logger)
        self.linger = linger
    }

    /// Stores a lead; returns after the commit that holds it.
    ///
    /// - Throws: ``StoreError`` with code `.overloaded`, `.refused`, `.unavailable`, `.stopping`.
    public func save(_ lead: NewLead) async throws -> Receipt {
        let row = try lead.row(of: writer.type)
        return try await withCheckedThrowingContinuation { done in
            let waiting = Waiting(lead: lead, row: row, done: done)
            let (admission, sleeper) = state.withLock { state in
                let admission = state.queue.add(waiting)
                guard admission == .wakeLane else { return (admission, nil as Sleeper?) }
                defer { state.sleeper = nil }
                return (admission, state.sleeper)
            }
            sleeper?.resume()
            if case .refused(let refusal) = admission { done.resume(throwing: refusal.error) }
        }
    }

    private typealias Sleeper = CheckedContinuation<Void, Never>

    /// Stores batch after batch until the task is cancelled; then the leads that still wait are
    /// refused as `.stopping`.
    public func run() async {
        await withTaskCancellationHandler {
            while !Task.isCancelled {
                guard let batch = state.withLock({ $0.queue.take() }) else {
                    await sleepUntilWoken()
                    continue
                }
                await writer.write(batch)
                try? await Task.sleep(for: linger)  // Cancelled: the loop looks itself.
            }
        } onCancel: {
            wake()
        }
        for waiting in state.withLock({ $0.queue.stop() }) {
            waiting.done.resume(throwing: IngestQueue<Waiting>.Refusal.stopped.error)
        }
    }

    private func sleepUntilWoken() async {
        await withCheckedContinuation { (sleeper: Sleeper) in
            let wakeAtOnce = state.withLock { state in
                if state.queue.count > 0 || Task.isCancelled { return true }
                state.sleeper = sleeper
                return false
            }
            if wakeAtOnce { sleeper.resume() }
        }
    }

    private func wake() {
        let sleeper = state.withLock { state in
            defer { state.sleeper = nil }
            return state.sleeper
        }
        sleeper?.resume()
    }
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
