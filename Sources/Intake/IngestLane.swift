public import LeadStore
public import Logging
import Synchronization

/// Decides and stores leads in batches: while one part of those under way is committed, the
/// other is decided.
///
/// Leads are decided together by whoever makes those that wait worth it, and so are commits sent:
/// see ``CommitPacing``. A lead is acknowledged only after the commit that holds it, and one that
/// can't be stored never fails the others.
public final class IngestLane: Sendable {
    struct Waiting: Sendable {
        let draft: Draft
        let sender: Acknowledgement
    }

    /// A lead with its decision, as it is sent, and who waits for it.
    typealias Decided = (waiting: Waiting, encoded: LeadWriter.EncodedLead)

    typealias Schedule = IngestSchedule<Waiting, Decided>
    typealias Refusal = Schedule.Queue.Refusal

    struct State: Sendable {
        var schedule: Schedule
        var underWay = WorkUnderWay()
        /// The watch while it sleeps.
        var watch: CheckedContinuation<Bool, Never>?
        /// Who stops the lane, while work is under way.
        var stopper: CheckedContinuation<Void, Never>?
    }

    let state: Mutex<State>
    let writer: LeadWriter
    let logger: Logger

    /// Makes a lane; it stores nothing until ``run()``.
    ///
    /// - Parameters:
    ///   - writer: What stores a batch.
    ///   - batchLimit: How many leads one commit holds at most.
    ///   - queueLimit: How many leads may wait; a further one is refused as overloaded.
    ///   - logger: Where trouble is told that no sender needs to hear of.
    public init(
        writer: LeadWriter, batchLimit: Int = 256, queueLimit: Int = 8192, logger: Logger
    ) {
        state = Mutex(
            State(
                schedule: Schedule(
                    queueLimit: queueLimit, batchLimit: batchLimit,
                    decidedAtOnce: 8...Self.mostDecidedAtOnce)))
        self.writer = writer
        self.logger = logger
    }

    /// How many leads wait to be stored.
    public var waiting: Int { state.withLock { $0.schedule.queue.count } }

    /// Decides and stores a lead; returns after the commit that holds it.
    ///
    /// Whoever makes the leads that wait worth it decides them all.
    /// - Throws: `StoreError` with code `.overloaded`, `.refused`, `.unavailable`,
    ///   `.outcomeUnknown`, `.unexpectedData`, `.stopping`.
    func save(_ draft: Draft) async throws -> Receipt {
        let receipt = LateReceipt()
        switch try add(Waiting(draft: draft, sender: .single(receipt))) {
        case .now: await decideAll()
        case .later: await decideLater()
        case .never: break
        }
        return try await receipt.value
    }

    /// Decides leads that came together at once, and has them stored.
    func save(all batch: [Waiting]) {
        do {
            try state.withLock { state throws(Refusal) in try state.schedule.hold(batch.count) }
        } catch {
            return tell(batch, .failure(error.error))
        }
        hand(over: decide(batch), of: batch.count)
    }

    /// Adds a lead; returns when its sender must decide all that wait.
    private func add(_ waiting: Waiting) throws(StoreError) -> Schedule.Turn {
        do {
            let (turn, orders) = try state.withLock { state throws(Refusal) in
                let (turn, call) = try state.schedule.add(waiting, now: .now)
                return (turn, state.take(call))
            }
            follow(orders)
            return turn
        } catch {
            throw error.error
        }
    }

    /// Stores batch after batch until the task is cancelled; then the leads that still wait are
    /// refused as `.stopping`.
    public func run() async {
        await withTaskCancellationHandler {
            for _ in 0..<Self.places { act { $0.openPlace(now: .now) } }
            await watch()
            await workEnds()
        } onCancel: {
            let (watch, tasks) = state.withLock { state in
                state.schedule.beginStop()
                return (state.watch.take(), state.underWay.stop())
            }
            watch?.resume(returning: false)
            for task in tasks { task.cancel() }
        }
        let (undecided, decided) = state.withLock { $0.schedule.stop() }
        tell(undecided + decided.map(\.waiting), .failure(Refusal.stopped.error))
    }

    func tell(_ batch: [Waiting], _ result: Result<Receipt, any Error>) {
        for waiting in batch { waiting.sender.tell(result) }
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
