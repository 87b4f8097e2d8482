/// A random rotation that a seed determines: the same on every machine, in O(n log n).
///
/// Three rounds of random signs and a Walsh–Hadamard transform spread each coordinate over all, so
/// that every coordinate of a unit vector is about normal with variance 1/n, whatever the model.
/// Where n is no power of two, the transform runs over the first and then the last 2^⌊log₂ n⌋
/// coordinates. Source: Ailon and Chazelle, "The fast Johnson–Lindenstrauss transform", 2009.
struct Rotation: Sendable {
    private static let rounds = 3
    let dimensions: Int
    /// The largest power of two that is not above `dimensions`.
    private let span: Int
    /// One sign per round and coordinate, with the scale that keeps lengths.
    private let factors: [Float]

    init(dimensions: Int, seed: UInt64) {
        self.dimensions = dimensions
        span = 1 << (Int.bitWidth - 1 - dimensions.leadingZeroBitCount)
        var generator = SplitMix64(state: seed)
        let scale = 1 / Float(span).squareRoot()
        // Coordinates past the first run of the transform keep their length.
        let (span, dimensions) = (span, dimensions)
        factors = (0..<Self.rounds * dimensions).map { place in
            let sign: Float = generator.next() >> 63 == 0 ? 1 : -1
            return place % dimensions < span ? sign * scale : sign
        }
    }

    /// Rotates a vector of `dimensions` floats where it lies.
    func apply(to vector: UnsafeMutablePointer<Float>, kernels: Kernels) {
        unsafe factors.withUnsafeBufferPointer { factors in
            guard let start = factors.baseAddress else { return }
            unsafe kernels.rotate(vector, start, Self.rounds, dimensions, span)
        }
    }
}

/// The generator of Steele, Lea and Flood, "Fast splittable pseudorandom number generators", 2014.
private struct SplitMix64 {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}
