/// What a model made of a text.
public enum TextEmbedding: Sendable, Hashable {
    /// A vector of length 1, from so many tokens.
    case vector([Float], tokens: Int)

    /// The text has no token that the model knows, so it has no embedding.
    case none

    /// The vector, if there is one.
    public var values: [Float]? {
        if case .vector(let values, _) = self { values } else { nil }
    }
}
