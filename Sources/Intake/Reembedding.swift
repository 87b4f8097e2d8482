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
        var progress = Progress()
        try await fill(generation, touching: generation.state == .active, &progress, report)
        if generation.state != .active {
            try await store.activate(generation)
            // Leads that were stored while the last batches were made.
            try await fill(generation, touching: true, &progress, report)
        }
        return progress
    }

    /// Embeds the leads that have no vector of a generation that serves.
    public func fillGaps(of generation: Generation) async throws -> Progress {
        var progress = Progress()
        try await fill(generation, touching: true, &progress) { _ in }
        return progress
    }

    private func fill(
        _ generation: Generation, touching: Bool, _ progress: inout Progress,
        _ report: (Progress) -> Void
    ) async throws {
        var last: LeadChange?
        while true {
            try Task.checkCancellation()
            let page = try await store.unembeddedPage(of: generation, after: last, limit: batch)
            guard let end = page.last else { return }
            progress.embedded += try await Self.embed(
                page.leads, with: model, into: generation, store, touching: touching)
            progress.done += page.count
            last = end
            report(progress)
        }
    }

    /// Embeds leads and stores the vectors; tells how many texts gave one.
    static func embed(
        _ leads: [UnembeddedLead], with model: any Embedder, into generation: Generation,
        _ store: LeadStore, touching: Bool
    ) async throws -> Int {
        guard !leads.isEmpty else { return 0 }
        let embeddings = try await model.embed(batch: leads.map { LeadText.text(of: $0.lead) })
        let vectors = zip(leads, embeddings).compactMap { lead, embedding in
            embedding.values.map { (lead: lead, vector: $0) }
        }
        guard !vectors.isEmpty else { return 0 }
        try await store.addVectors(vectors, to: generation, touching: touching)
        return vectors.count
    }
}
