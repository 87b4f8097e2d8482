/// Vectors as embeddings of text give them: clusters, a shared direction, coordinates of unlike size.
struct ClusteredVectors {
    let vectors: [[Float]]
    private let centres: [[Float]]
    private let seed: UInt64

    init(dimensions: Int, clusters: Int, count: Int, seed: UInt64) {
        var random = SeededRandom(seed: seed)
        let shared = random.vector(dimensions)
        let centres = (0..<clusters).map { _ in
            zip(random.vector(dimensions), shared).enumerated().map {
                ($0.element.0 + $0.element.1) / Float(1 + $0.offset % 5)
            }
        }
        vectors = (0..<count).map { Self.near(centres[$0 % clusters], &random) }
        self.centres = centres
        self.seed = seed
    }

    /// New vectors of the same clusters.
    func queries(_ count: Int) -> [[Float]] {
        var random = SeededRandom(seed: seed ^ 0xFFFF)
        return (0..<count).map { Self.near(centres[$0 % centres.count], &random) }
    }

    private static func near(_ centre: [Float], _ random: inout SeededRandom) -> [Float] {
        zip(centre, random.vector(centre.count)).map { $0 + 0.5 * $1 }
    }
}
