import Embedding

/// What is known of a text's vector at the moment.
enum EmbeddedText: Sendable {
    /// The vector, of unit length.
    case vector([Float])
    /// The text gives no vector.
    case none
    /// The model could not be asked; the vector is made later.
    case pending(ModelError)
}
