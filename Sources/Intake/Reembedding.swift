public import Embedding
public import LeadStore
import Leads

/// Moves every lead to another model, in batches, and lets the new vectors serve at the end.
///
/// It can be stopped at any moment and goes on where it was: what has a vector is not embedded
/// again. Leads that come in meanwhile are taken up by a last pass after the switch.
public struct Reembedding: Sendable {
    private let store: LeadStore
    private let model: any Embedder
    private let batch: Int

    /// How far it is.
    public struct Progress: Sendable, Equatable {
        /// Leads looked at so far.
        public var done = 0
        /// Leads that had a text and have a vector now.
        public var embedded = 0
    }

    /// Makes it over a store and the new model.
    ///
    /// - Parameters:
    ///   - store: The store.
    ///   - model: The new model.
    ///   - batch: How many leads are read, embedded and written at once.
    public init(store: LeadStore, model: any Embedder, batch: Int = 500) {
        self.store = store
        self.model = model
        self.batch = batch
    }

    /// Fills the generation and makes it the active one.
    ///
    /// - Parameters:
    ///   - generation: The generation of the new model.
    ///   - report: Called after each batch.
    /// - Returns: What was done.
    /// - Throws: `PostgresError`, or what the model throws.
    public func run(
        into generation: Generation, report: (Progress) -> Void
    ) async throws -> Progress {
        guard model.effort.isWorthRemembering else { return try await work(generation, report) }
        let progress = try await store.holding(.reembedding) { _ in
            try await work(generation, report)
        }
        guard let progress else {
            throw IntakeError(
                .busy, "Another process is embedding the leads of this database: wait for it.")
        }
        return progress
    }

    private func work(
        _ generation: Generation, _ report: (Progress) -> Void
    ) async throws -> Progress {
        var progress = Progress()
        if generation.state != .active {
            try await fill(generation, touching: false, &progress, report)
            try await store.activate(generation)
        }
        // Also the leads that were stored while the last batches were made. A service embeds these
        // too, as pending ones: not at the same time.
        let filled = progress
        return try await store.waiting(for: .pending) { _ in
            try await filling(generation, filled, report)
        }
    }

    private func filling(
        _ generation: Generation, _ start: Progress, _ report: (Progress) -> Void
    ) async throws -> Progress {
        var progress = start
        try await fill(generation, touching: true, &progress, report)
        return progress
    }

    private func fill(
        _ generation: Generation, touching: Bool, _ progress: inout Progress,
        _ report: (Progress) -> Void
    ) async throws {
        var last: LeadChange?
        var waiting: [UnembeddedLead] = []
        repeat {
            try Task.checkCancellation()
            let page = try await store.unembeddedPage(of: generation, after: last, limit: batch)
            last = page.last
            waiting += page.leads
            progress.done += page.count
            // Pages of a work that was stopped have few left: full batches cost fewer requests.
            if waiting.count >= batch || last == nil {
                progress.embedded += try await Self.embed(
                    waiting, with: model, into: generation, store, touching: touching)
                waiting = []
            }
            if page.count > 0 { report(progress) }
        } while last != nil
    }

    /// Embeds leads and stores the vectors; tells how many texts gave one.
    private static func embed(
        _ leads: [UnembeddedLead], with model: any Embedder, into generation: Generation,
        _ store: LeadStore, touching: Bool
    ) async throws -> Int {
        guard !leads.isEmpty else { return 0 }
        var stored = 0
        let making = VectorMaking(model: model, generation: generation, store: store)
        try await making.make(leads) { made in
            let vectors = made.compactMap { one in
                one.vector.map {
                    LeadVector(lead: one.lead, textHash: one.textHash, vector: $0)
                }
            }
            guard !vectors.isEmpty else { return }
            try await store.addVectors(vectors, to: generation, touching: touching)
            stored += vectors.count
        }
        return stored
    }
}
