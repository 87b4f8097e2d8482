public import Schema

/// A union of two contracts.
public enum SampleQuery: Sendable, Equatable {
    case text(SampleText)
    case vector(SampleVector)
}

extension SampleQuery: Unioned {
    /// Told apart by `kind`.
    public static let union = TaggedUnion<Self>(
        "kind",
        .init(
            "text", SampleText.self, { .text($0) },
            { if case .text(let it) = $0 { it } else { nil } }),
        .init(
            "vector", SampleVector.self, { .vector($0) },
            { if case .vector(let it) = $0 { it } else { nil } }))
}

/// A search by words.
public struct SampleText: Sendable, Equatable {
    var text: String
}

extension SampleText: Contracted {
    /// Needs one letter at least.
    public static let contract = Contract<Self>(
        "TextQuery", Self.init, Field("text", \.text, .length(1...100)))
}

/// A search by numbers.
public struct SampleVector: Sendable, Equatable {
    var vector: [Double]
}

extension SampleVector: Contracted {
    /// Needs one number at least; it takes no numbers in quotes.
    public static let contract = Contract<Self>(
        "VectorQuery", Self.init, Field("vector", \.vector, .count(1...4)), extra: .forbid,
        strict: true)
}
