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
    /// One sign per round and coordinate.
    private let signs: [Float]

    init(dimensions: Int, seed: UInt64) {
        self.dimensions = dimensions
        span = 1 << (Int.bitWidth - 1 - dimensions.leadingZeroBitCount)
        var generator = SplitMix64(state: seed)
        signs = (0..<Self.rounds * dimensions).map { _ in generator.next() >> 63 == 0 ? 1 : -1 }
    }

    /// Rotates a vector of `dimensions` floats where it lies.
    func apply(to vector: UnsafeMutablePointer<Float>) {
        for round in 0..<Self.rounds {
            for i in 0..<dimensions { unsafe vector[i] *= signs[round * dimensions + i] }
            unsafe transform(vector)
            if span < dimensions { unsafe transform(vector + (dimensions - span)) }
        }
    }

    /// The orthogonal Walsh–Hadamard transform of `span` floats.
    private func transform(_ vector: UnsafeMutablePointer<Float>) {
        var half = 1
        while half < min(span, 4) {
            unsafe butterflies(vector, half)
            half *= 2
        }
        while half < span {
            unsafe wideButterflies(vector, half)
            half *= 2
        }
        let scale = 1 / Float(span).squareRoot()
        for i in 0..<span { unsafe vector[i] *= scale }
    }

    private func butterflies(_ vector: UnsafeMutablePointer<Float>, _ half: Int) {
        for start in stride(from: 0, to: span, by: 2 * half) {
            for i in start..<start + half {
                let (a, b) = unsafe (vector[i], vector[i + half])
                unsafe vector[i] = a + b
                unsafe vector[i + half] = a - b
            }
        }
    }

    private func wideButterflies(_ vector: UnsafeMutablePointer<Float>, _ half: Int) {
        let bytes = UnsafeMutableRawPointer(vector)
        for start in stride(from: 0, to: span, by: 2 * half) {
            for i in stride(from: start, to: start + half, by: 4) {
                let (low, high) = unsafe (bytes + 4 * i, bytes + 4 * (i + half))
                let a = unsafe low.loadUnaligned(as: SIMD4<Float>.self)
                let b = unsafe high.loadUnaligned(as: SIMD4<Float>.self)
                unsafe low.storeBytes(of: a + b, as: SIMD4<Float>.self)
                unsafe high.storeBytes(of: a - b, as: SIMD4<Float>.self)
            }
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
