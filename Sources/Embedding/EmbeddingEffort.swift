/// What it takes a model to embed a text: how much a vector that is there already is worth.
public enum EmbeddingEffort: Sendable, Hashable {
    /// Microseconds of this processor: embedding again is cheaper than looking anything up.
    case slight
    /// Milliseconds of this processor.
    case considerable
    /// A request to a service, which may be away, and which may want money for each text.
    ///
    /// - Parameters:
    ///   - batch: The most texts of one request.
    ///   - concurrency: The most requests under way at the same time.
    case remote(batch: Int, concurrency: Int)

    /// Whether vectors are found again by their text rather than made a second time.
    public var isWorthRemembering: Bool { self != .slight }

    /// Whether texts leave this machine, so that embedding may fail for a while.
    public var isRemote: Bool {
        if case .remote = self { true } else { false }
    }
}

extension Embedder {
    /// A static model's, unless the model says otherwise.
    public var effort: EmbeddingEffort { .slight }
}

extension TransformerModel {
    /// Milliseconds of this processor.
    public var effort: EmbeddingEffort { .considerable }
}
