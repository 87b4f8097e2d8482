/// How well a model tells classes of texts apart.
public struct RoutingQuality: Sendable, Hashable {
    /// The share of test texts whose nearest class centroid is their own class, 0 to 1.
    public var centroidAccuracy: Double

    /// The share of test texts whose class wins the vote of the 10 nearest training texts, each
    /// weighted by its cosine similarity, 0 to 1.
    public var neighbourAccuracy: Double

    /// How well the similarity to the best centroid tells test texts from those out of scope.
    ///
    /// Area under the ROC curve, 0 to 1; nil without texts out of scope.
    public var outOfScopeByCentroid: Double?

    /// The same for the similarity to the nearest training text.
    public var outOfScopeByNeighbour: Double?

    /// The number of test texts; one without an embedding counts as wrong.
    public var testCount: Int

    /// The number of classes.
    public var classCount: Int

    /// The number of test texts without an embedding.
    public var withoutVector: Int

    /// Takes the mean of parts of a collection, each weighted by its test texts.
    init(mean parts: [RoutingQuality]) {
        let count = Double(parts.map(\.testCount).reduce(0, +))
        func mean(_ value: (RoutingQuality) -> Double) -> Double {
            parts.map { value($0) * Double($0.testCount) }.reduce(0, +) / count
        }
        func meanIfAny(_ value: KeyPath<RoutingQuality, Double?>) -> Double? {
            let values = parts.compactMap { $0[keyPath: value] }
            return values.count == parts.count ? mean { $0[keyPath: value] ?? 0 } : nil
        }
        centroidAccuracy = mean(\.centroidAccuracy)
        neighbourAccuracy = mean(\.neighbourAccuracy)
        outOfScopeByCentroid = meanIfAny(\.outOfScopeByCentroid)
        outOfScopeByNeighbour = meanIfAny(\.outOfScopeByNeighbour)
        testCount = Int(count)
        classCount = parts.map(\.classCount).max() ?? 0
        withoutVector = parts.map(\.withoutVector).reduce(0, +)
    }

    init(
        centroidAccuracy: Double, neighbourAccuracy: Double, outOfScopeByCentroid: Double?,
        outOfScopeByNeighbour: Double?, testCount: Int, classCount: Int, withoutVector: Int
    ) {
        self.centroidAccuracy = centroidAccuracy
        self.neighbourAccuracy = neighbourAccuracy
        self.outOfScopeByCentroid = outOfScopeByCentroid
        self.outOfScopeByNeighbour = outOfScopeByNeighbour
        self.testCount = testCount
        self.classCount = classCount
        self.withoutVector = withoutVector
    }
}
