/// Rotates a vector where it lies: `rounds` of signs and a Walsh–Hadamard transform.
///
/// `signs` holds `dimensions` factors a round, which bring the transform's scale along. `span` is
/// the largest power of two that is not above `dimensions`; where they differ, the transform runs
/// over the first and then the last `span` coordinates.
public func rotate(
    _ vector: UnsafeMutablePointer<Float>, _ signs: UnsafePointer<Float>, _ rounds: Int,
    _ dimensions: Int, _ span: Int
) {
    for round in 0..<rounds {
        let factors = unsafe signs + round &* dimensions
        for i in 0..<dimensions { unsafe vector[i] *= factors[i] }
        unsafe transform(vector, span)
        guard span < dimensions else { continue }
        let tail = unsafe vector + (dimensions &- span)
        // The factors hold the scale of one transform, so the second brings its own.
        let scale = 1 / Float(span).squareRoot()
        for i in 0..<span { unsafe tail[i] *= scale }
        unsafe transform(tail, span)
    }
}

/// The Walsh–Hadamard transform of `span` floats, not scaled.
@inline(__always)
private func transform(_ vector: UnsafeMutablePointer<Float>, _ span: Int) {
    guard span >= 16 else { return unsafe smallTransform(vector, span) }
    let bytes = UnsafeMutableRawPointer(vector)
    var place = 0
    while place < span {
        let address = unsafe bytes + 4 &* place
        let lanes = unsafe address.loadUnaligned(as: SIMD16<Float>.self)
        unsafe address.storeBytes(of: sixteen(lanes), as: SIMD16<Float>.self)
        place &+= 16
    }
    var half = 16
    while half < span {
        unsafe butterflies(bytes, span, half)
        half &*= 2
    }
}

/// The butterflies of lanes `half` apart, `half` a multiple of 16.
@inline(__always)
private func butterflies(_ bytes: UnsafeMutableRawPointer, _ span: Int, _ half: Int) {
    var start = 0
    while start < span {
        var place = start
        while place < start &+ half {
            let (low, high) = unsafe (bytes + 4 &* place, bytes + 4 &* (place &+ half))
            let a = unsafe low.loadUnaligned(as: SIMD16<Float>.self)
            let b = unsafe high.loadUnaligned(as: SIMD16<Float>.self)
            unsafe low.storeBytes(of: a + b, as: SIMD16<Float>.self)
            unsafe high.storeBytes(of: a - b, as: SIMD16<Float>.self)
            place &+= 16
        }
        start &+= 2 &* half
    }
}

/// The transform of sixteen lanes: a step works on neighbours and puts sums before differences, so
/// that after four steps every lane is back at its place.
@inline(__always)
private func sixteen(_ lanes: SIMD16<Float>) -> SIMD16<Float> {
    var lanes = lanes
    for _ in 0..<4 {
        let (even, odd) = (lanes.evenHalf, lanes.oddHalf)
        lanes = SIMD16(lowHalf: even + odd, highHalf: even - odd)
    }
    return lanes
}

@inline(__always)
private func smallTransform(_ vector: UnsafeMutablePointer<Float>, _ span: Int) {
    var half = 1
    while half < span {
        var start = 0
        while start < span {
            for i in start..<start &+ half {
                let (a, b) = unsafe (vector[i], vector[i &+ half])
                unsafe vector[i] = a + b
                unsafe vector[i &+ half] = a - b
            }
            start &+= 2 &* half
        }
        half &*= 2
    }
}
