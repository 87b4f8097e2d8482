import Embedding

/// What is known of a text's vector at the moment.
enum EmbeddedText: Sendable {
    /// The vector, of unit length.
    case vector([Float])
    /// The text gives no vector.
    case none
    /// The model could not be asked; the vector is made later.
    case pending(ModelError)

    /// The vector, where there is one.
    var vector: [Float]? {
        if case .vector(let vector) = self { vector } else { nil }
    }

    /// Whether the vector is still to be made.
    var isPending: Bool {
        if case .pending = self { true } else { false }
    }
}
