import Similarity

/// Nearest neighbours in plain `Double` arithmetic.
enum Reference {
    static func dot(_ a: [Float], _ b: [Float]) -> Double {
        zip(a, b).reduce(0) { $0 + Double($1.0) * Double($1.1) }
    }

    static func squaredDistance(_ a: [Float], _ b: [Float]) -> Double {
        zip(a, b).reduce(0) { $0 + (Double($1.0) - Double($1.1)) * (Double($1.0) - Double($1.1)) }
    }

    static func dot(_ a: [Int8], _ b: [Int8]) -> Int32 {
        zip(a, b).reduce(0) { $0 + Int32($1.0) * Int32($1.1) }
    }

    static func squaredDistance(_ a: [Int8], _ b: [Int8]) -> Int32 {
        zip(a, b).reduce(0) { $0 + (Int32($1.0) - Int32($1.1)) * (Int32($1.0) - Int32($1.1)) }
    }

    static func hamming(_ a: [UInt8], _ b: [UInt8]) -> Int {
        zip(a, b).reduce(0) { $0 + ($1.0 ^ $1.1).nonzeroBitCount }
    }

    static func cosine(_ a: [Float], _ b: [Float]) -> Double {
        dot(a, b) / (dot(a, a) * dot(b, b)).squareRoot()
    }

    static func nearest(
        _ query: [Float], _ vectors: [[Float]], k: Int
    ) -> [(row: UInt32, similarity: Double)] {
        let all = vectors.enumerated().map {
            (row: UInt32($0.offset), similarity: cosine(query, $0.element))
        }
        return Array(
            all.sorted { ($1.similarity, $0.row) < ($0.similarity, $1.row) }.prefix(k))
    }
}

/// SplitMix64, so that every run of a test sees the same vectors.
struct SeededRandom: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }

    /// Coordinates of roughly normal distribution.
    mutating func vector(_ dimensions: Int) -> [Float] {
        (0..<dimensions).map { _ in
            (0..<4).reduce(Float(0)) { sum, _ in sum + Float.random(in: -1...1, using: &self) }
        }
    }
}
