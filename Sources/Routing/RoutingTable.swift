public import Leads

/// The routes of a workspace with the vectors they are compared by: all that routing needs.
///
/// A value without I/O: the same lead, vector and table always give the same choice.
public struct RoutingTable: Sendable {
    /// A route and the vector that stands for it.
    struct Entry: Sendable {
        let route: Route
        let centroid: [Float]
    }

    let entries: [Entry]
    let fallback: Route?
    /// The cosine similarity (-1…1) below which a lead goes to the fallback route.
    public let threshold: Float
    /// The model that made the routes' vectors.
    public let model: ModelReference
    /// Whether every route's texts have their vectors; false while the model is away.
    public let isComplete: Bool

    /// Makes the table.
    ///
    /// - Parameters:
    ///   - routes: The routes of one workspace; inactive ones are left out.
    ///   - threshold: The least similarity, -1…1.
    ///   - model: The model that made the vectors.
    ///   - isComplete: False when vectors are missing that are still to be made.
    ///   - vectors: The vectors of the route's texts (description and examples), each of unit
    ///     length and of the model's dimensions; a text without a vector is left out.
    public init(
        routes: [Route], threshold: Float, model: ModelReference, isComplete: Bool = true,
        vectors: (Route) throws -> [[Float]]
    ) rethrows {
        entries = try routes.filter { $0.isActive && !$0.isFallback }.compactMap { route in
            Self.centroid(of: try vectors(route)).map { Entry(route: route, centroid: $0) }
        }
        fallback = routes.first { $0.isActive && $0.isFallback }
        self.threshold = threshold
        self.model = model
        self.isComplete = isComplete
    }

    /// The normalised mean of unit vectors; nil when there are none or they cancel out.
    static func centroid(of vectors: [[Float]]) -> [Float]? {
        guard var sum = vectors.first else { return nil }
        for vector in vectors.dropFirst() {
            for index in sum.indices { sum[index] += vector[index] }
        }
        let length = sum.reduce(0) { $0 + $1 * $1 }.squareRoot()
        guard length > 1e-6 else { return nil }
        return sum.map { $0 / length }
    }
}
