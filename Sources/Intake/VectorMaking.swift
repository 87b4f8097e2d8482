import Digests
import Embedding
import LeadStore
import Leads

/// Makes the vectors of leads: each text once, and none that the generation has embedded already.
struct VectorMaking: Sendable {
    let model: any Embedder
    let generation: Generation
    let store: LeadStore

    /// What was made of a lead.
    struct Made: Sendable {
        /// The lead.
        let lead: UnembeddedLead
        /// SHA-256 of its text; nil where nobody will ask for it.
        let textHash: SHA256Digest?
        /// Its vector; nil when its text gives none.
        let vector: [Float]?
    }

    /// Makes vectors and hands them over as they come, so that none is lost, and paid for in vain,
    /// when a later one fails.
    ///
    /// - Parameters:
    ///   - leads: The leads.
    ///   - keep: Stores vectors; never called twice at the same time.
    /// - Throws: `PostgresError`, what `keep` throws, or the first `ModelError` after all requests
    ///   that were under way have ended.
    func make(
        _ leads: [UnembeddedLead], keep: ([Made]) async throws -> Void
    ) async throws {
        let texts = leads.map { LeadText.text(of: $0.lead) }
        guard model.effort.isWorthRemembering else {
            let vectors = try await model.embed(batch: texts)
            let made = zip(leads, vectors).map { lead, vector in
                Made(lead: lead, textHash: nil, vector: vector.values)
            }
            return try await keep(made)
        }
        var waiting: [TextKey: Text] = [:]
        for (lead, text) in zip(leads, texts) {
            waiting[TextKey(text, in: lead.workspace), default: Text(text: text)].leads.append(lead)
        }
        let known = try await store.vectors(
            ofLeadTexts: Array(waiting.keys), generation: generation.id)
        var ready: [Made] = []
        for (key, text) in waiting where known[key] != nil || text.text.isEmpty {
            ready += Self.made(key, text, known[key])
            waiting[key] = nil
        }
        if !ready.isEmpty { try await keep(ready) }
        try await request(waiting.map { ($0.key, $0.value) }, keep)
    }

    /// A text and the leads that have it.
    private struct Text: Sendable {
        let text: String
        var leads: [UnembeddedLead] = []
    }

    private typealias Part = [(TextKey, Text)]

    private static func made(_ key: TextKey, _ text: Text, _ vector: [Float]?) -> [Made] {
        text.leads.map { Made(lead: $0, textHash: key.hash, vector: vector) }
    }

    /// Embeds texts, as many at once as the model takes; keeps what came before an error.
    private func request(_ texts: Part, _ keep: ([Made]) async throws -> Void) async throws {
        var size = 64
        var concurrency = 1
        if case .remote(let batch, let most) = model.effort { (size, concurrency) = (batch, most) }
        var parts = stride(from: 0, to: texts.count, by: size).map { start in
            Array(texts[start..<min(start + size, texts.count)])
        }[...]
        let model = model
        try await withThrowingTaskGroup(of: Result<[Made], ModelError>.self) { group in
            func startNext() {
                guard let part = parts.popFirst() else { return }
                group.addTask { await Self.embed(part, model) }
            }
            var problem: ModelError?
            for _ in 0..<concurrency { startNext() }
            while let result = try await group.next() {
                switch result {
                case .success(let made):
                    try await keep(made)
                    if problem == nil { startNext() }
                case .failure(let error): problem = problem ?? error
                }
            }
            if let problem { throw problem }
        }
    }

    private static func embed(
        _ part: Part, _ model: any Embedder
    ) async -> Result<[Made], ModelError> {
        do {
            let vectors = try await model.embed(batch: part.map(\.1.text))
            return .success(
                zip(part, vectors).flatMap { item, vector in made(item.0, item.1, vector.values) })
        } catch {
            return .failure(error)
        }
    }
}
