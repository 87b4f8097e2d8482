/// What became of a text whose vector was to be written into memory of the caller.
public enum EmbeddingOutcome: Sendable, Hashable {
    /// The vector was written; it comes from so many tokens.
    case embedded(tokens: Int)

    /// The text has no token that the model knows: no embedding, and nothing to index.
    case empty
}
