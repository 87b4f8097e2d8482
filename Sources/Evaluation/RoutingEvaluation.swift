public import Embedding

/// Measures a model as a router: training texts stand for classes, test texts look for theirs.
public struct RoutingEvaluation: Sendable {
    /// How many neighbours vote.
    public static let neighbours = 10

    /// The texts embedded at once.
    private static let batchSize = 256

    private let embedder: any Embedder
    private let embedded: @Sendable (Int) -> Void

    /// Evaluates this model; `embedded` is told of each batch how many texts it had.
    public init(embedder: any Embedder, embedded: @escaping @Sendable (Int) -> Void = { _ in }) {
        self.embedder = embedder
        self.embedded = embedded
    }

    /// Trains on some texts and tests on others.
    ///
    /// - Parameters:
    ///   - training: Texts that stand for their classes.
    ///   - test: Texts to be classified.
    ///   - outOfScope: Texts that belong to no class.
    /// - Returns: The shares of texts that found their class.
    /// - Throws: `EvaluationError` with code `tooFewTexts`; `ModelError`.
    public func measure(
        training: [LabelledText], test: [LabelledText], outOfScope: [String] = []
    ) async throws -> RoutingQuality {
        try await Self.quality(
            training: vectors(training), test: vectors(test), outside: vectors(outOfScope))
    }

    /// Tests each part of the texts on the others; text i is in part i modulo `folds`.
    ///
    /// - Parameters:
    ///   - texts: Texts that stand for their classes, and are classified.
    ///   - folds: The number of parts.
    ///   - outOfScope: Texts that belong to no class; each part is compared with all of them.
    /// - Returns: The means over the texts.
    /// - Throws: `EvaluationError` with code `tooFewTexts`; `ModelError`.
    public func crossValidate(
        _ texts: [LabelledText], folds: Int = 5, outOfScope: [String] = []
    ) async throws -> RoutingQuality {
        guard folds > 1, texts.count >= folds else {
            throw EvaluationError(
                .tooFewTexts, "\(texts.count) texts cannot be tested in \(folds) parts")
        }
        let (all, outside) = try await (vectors(texts), vectors(outOfScope))
        let parts = try (0..<folds).map { fold in
            try Self.quality(
                training: all.enumerated().filter { $0.offset % folds != fold }.map(\.element),
                test: all.enumerated().filter { $0.offset % folds == fold }.map(\.element),
                outside: outside)
        }
        return RoutingQuality(mean: parts)
    }

    private static func quality(
        training: [VectoredText], test: [VectoredText], outside: [[Float]?]
    ) throws(EvaluationError) -> RoutingQuality {
        guard !test.isEmpty else { throw EvaluationError(.tooFewTexts, "there is no test text") }
        let space = try ClassSpace(training)
        let places = test.map { $0.vector.map(space.place) }
        let others = outside.map { $0.map(space.place) }
        func separation(_ score: (ClassSpace.Place) -> Float) -> Double? {
            outside.isEmpty
                ? nil
                : areaUnderCurve(
                    inside: places.map { $0.map(score) ?? -1 },
                    outside: others.map { $0.map(score) ?? -1 })
        }
        let pairs = zip(test, places)
        let count = Double(test.count)
        return RoutingQuality(
            centroidAccuracy: Double(pairs.count { $0.label == $1?.centroidLabel }) / count,
            neighbourAccuracy: Double(pairs.count { $0.label == $1?.neighbourLabel }) / count,
            outOfScopeByCentroid: separation(\.centroidSimilarity),
            outOfScopeByNeighbour: separation(\.neighbourSimilarity),
            testCount: test.count, classCount: space.labels.count,
            withoutVector: places.count { $0 == nil })
    }

    private func vectors(_ texts: [LabelledText]) async throws -> [VectoredText] {
        zip(texts, try await vectors(texts.map(\.text))).map {
            VectoredText(label: $0.label, vector: $1)
        }
    }

    private func vectors(_ texts: [String]) async throws -> [[Float]?] {
        var vectors: [[Float]?] = []
        for start in stride(from: 0, to: texts.count, by: Self.batchSize) {
            let batch = Array(texts[start..<min(start + Self.batchSize, texts.count)])
            vectors += try await embedder.embed(batch: batch).map(\.values)
            embedded(batch.count)
        }
        return vectors
    }
}
