/// How a model makes vectors.
public enum ModelKind: String, Sendable, CaseIterable {
    /// A table of token vectors that are summed up.
    case `static`

    /// A BERT encoder.
    case transformer

    /// A service that speaks OpenAI's embeddings API.
    case remote
}
