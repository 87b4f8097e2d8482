public import Leads
import Similarity

/// The routes of a workspace with the vectors they are compared by: all that routing needs.
///
/// Nothing in it changes and it does no I/O: the same lead, vector and table always give the same
/// choice. A class, as every lead under way holds on to the table it is decided by.
public final class RoutingTable: Sendable {
    /// The routes a lead is compared with.
    let routes: [Route]
    /// The vector that stands for each of them, one after the other.
    let centroids: [Float]
    /// Whether a route's rules may keep a lead out at all.
    let hasRules: [Bool]
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
        var compared: [Route] = []
        var centroids: [Float] = []
        for route in routes where route.isActive && !route.isFallback {
            guard let centroid = Self.centroid(of: try vectors(route)) else { continue }
            compared.append(route)
            centroids += centroid
        }
        self.routes = compared
        self.centroids = centroids
        hasRules = compared.map { $0.rules != RouteRules() }
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

    /// The cosine similarity of a unit vector to each route.
    func similarities(to vector: [Float]) throws(SimilarityError) -> [Float] {
        guard !routes.isEmpty else { return [] }
        let rows = centroids
        return try dotProducts(of: vector.span, rows: rows.span)
    }
}
