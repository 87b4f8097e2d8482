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
}
