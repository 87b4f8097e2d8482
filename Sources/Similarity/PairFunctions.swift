/// The inner product of two vectors of the same length, 0 for empty ones.
///
/// Throws ``SimilarityError/Code/wrongDimensions``. NaN and infinities follow IEEE 754.
public func dotProduct(
    _ a: Span<Float>, _ b: Span<Float>
) throws(SimilarityError) -> Float {
    unsafe try applied(Kernels.active.dotF32, a, b)
}

/// The squared Euclidean distance of two vectors of the same length, 0 for empty ones.
///
/// Throws ``SimilarityError/Code/wrongDimensions``. NaN and infinities follow IEEE 754.
public func squaredDistance(
    _ a: Span<Float>, _ b: Span<Float>
) throws(SimilarityError) -> Float {
    unsafe try applied(Kernels.active.squaredDistanceF32, a, b)
}

/// The cosine of the angle between two vectors of the same length, −1…1.
///
/// Throws ``SimilarityError/Code/wrongDimensions``, `notFinite`, or `zeroVector`.
public func cosineSimilarity(
    _ a: Span<Float>, _ b: Span<Float>
) throws(SimilarityError) -> Float {
    guard a.count == b.count else { throw .dimensions(expected: a.count, got: b.count) }
    let (x, y) = (try normalised(a), try normalised(b))
    return max(-1, min(1, try dotProduct(x.span, y.span)))
}

/// The vector scaled to length 1.
///
/// Throws ``SimilarityError/Code/notFinite`` or `zeroVector`; an empty vector has length zero.
public func normalised(_ vector: Span<Float>) throws(SimilarityError) -> [Float] {
    let scratch = FloatScratch(count: vector.count)
    unsafe try normalise(
        vector, dimensions: vector.count, into: scratch.start, kernels: .active)
    return unsafe Array(UnsafeBufferPointer(start: scratch.start, count: scratch.count))
}

private func applied(
    _ kernel: Kernels.PairF32, _ a: Span<Float>, _ b: Span<Float>
) throws(SimilarityError) -> Float {
    guard a.count == b.count else { throw .dimensions(expected: a.count, got: b.count) }
    return unsafe a.withUnsafeBufferPointer { a in
        unsafe b.withUnsafeBufferPointer { b in
            guard let x = a.baseAddress, let y = b.baseAddress else { return 0 }
            return unsafe kernel(x, y, a.count)
        }
    }
}
