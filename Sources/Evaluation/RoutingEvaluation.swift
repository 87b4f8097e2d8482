public import Embedding

/// Measures a model as a router: training texts stand for classes, test texts look for theirs.
public struct RoutingEvaluation: Sendable {
    /// How many neighbours vote.
    public static let neighbours = 10

    private let embedder: any Embedder

    /// Evaluates this model.
    public init(embedder: any Embedder) {
        self.embedder = embedder
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
        let space = try await ClassSpace(labelled: training, vectors: vectors(training.map(\.text)))
        let inside = try await vectors(test.map(\.text)).map { $0.map(space.place) }
        let outside = try await vectors(outOfScope).map { $0.map(space.place) }
        guard !test.isEmpty else { throw EvaluationError(.tooFewTexts, "there is no test text") }
        let pairs = zip(test, inside)
        let byCentroid = pairs.count { $0.label == $1?.centroidLabel }
        let byNeighbours = pairs.count { $0.label == $1?.neighbourLabel }
        func separation(_ score: (ClassSpace.Place) -> Float) -> Double? {
            outOfScope.isEmpty
                ? nil
                : Self.areaUnderCurve(
                    inside: inside.map { $0.map(score) ?? -1 },
                    outside: outside.map { $0.map(score) ?? -1 })
        }
        return RoutingQuality(
            centroidAccuracy: Double(byCentroid) / Double(test.count),
            neighbourAccuracy: Double(byNeighbours) / Double(test.count),
            outOfScopeByCentroid: separation(\.centroidSimilarity),
            outOfScopeByNeighbour: separation(\.neighbourSimilarity),
            testCount: test.count, classCount: space.labels.count)
    }

    /// Tests each part of the texts on the others; text i is in part i modulo `folds`.
    ///
    /// - Throws: `EvaluationError` with code `tooFewTexts`; `ModelError`.
    public func crossValidate(_ texts: [LabelledText], folds: Int = 5) async throws
        -> RoutingQuality
    {
        guard folds > 1, texts.count >= folds else {
            throw EvaluationError(
                .tooFewTexts, "\(texts.count) texts cannot be tested in \(folds) parts")
        }
        var sum = RoutingQuality(
            centroidAccuracy: 0, neighbourAccuracy: 0, testCount: 0, classCount: 0)
        for fold in 0..<folds {
            let parts = texts.enumerated()
            let quality = try await measure(
                training: parts.filter { $0.offset % folds != fold }.map(\.element),
                test: parts.filter { $0.offset % folds == fold }.map(\.element))
            sum.centroidAccuracy += quality.centroidAccuracy * Double(quality.testCount)
            sum.neighbourAccuracy += quality.neighbourAccuracy * Double(quality.testCount)
            sum.testCount += quality.testCount
            sum.classCount = max(sum.classCount, quality.classCount)
        }
        sum.centroidAccuracy /= Double(sum.testCount)
        sum.neighbourAccuracy /= Double(sum.testCount)
        return sum
    }

    private func vectors(_ texts: [String]) async throws -> [[Float]?] {
        var vectors: [[Float]?] = []
        for start in stride(from: 0, to: texts.count, by: 256) {
            let batch = Array(texts[start..<min(start + 256, texts.count)])
            vectors += try await embedder.embed(batch: batch).map(\.values)
        }
        return vectors
    }

    /// The probability that a score inside is above one outside; equal scores count half.
    static func areaUnderCurve(inside: [Float], outside: [Float]) -> Double {
        let outside = outside.sorted()
        func rank(_ belongs: (Float) -> Bool) -> Int {
            var (low, high) = (0, outside.count)
            while low < high {
                let middle = (low + high) / 2
                if belongs(outside[middle]) { low = middle + 1 } else { high = middle }
            }
            return low
        }
        let wins = inside.map { score in Double(rank { $0 < score } + rank { $0 <= score }) / 2 }
        return wins.reduce(0, +) / (Double(inside.count) * Double(outside.count))
    }
}
