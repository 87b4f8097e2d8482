/// A model that turns texts into vectors.
///
/// Every vector has `identity.dimensions` values and length 1, so that a dot product is a cosine
/// similarity.
public protocol Embedder: Sendable {
    /// Which model this is.
    var identity: ModelIdentity { get }

    /// What it takes to embed a text.
    var effort: EmbeddingEffort { get }

    /// Embeds one text.
    ///
    /// - Throws: `ModelError`; a local model only when its task is cancelled or its weights overflow.
    func embed(_ text: String) async throws(ModelError) -> TextEmbedding

    /// Embeds texts; the results stand in the order of the texts.
    ///
    /// - Throws: `ModelError`; a local model only when its task is cancelled or its weights overflow.
    func embed(batch texts: [String]) async throws(ModelError) -> [TextEmbedding]
}

extension Embedder {
    /// Embeds one text as a batch of one.
    public func embed(_ text: String) async throws(ModelError) -> TextEmbedding {
        let results = try await embed(batch: [text])
        guard let first = results.first else {
            throw ModelError(.answerInvalid, "expected 1 embedding, got none")
        }
        return first
    }
}
