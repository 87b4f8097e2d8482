/// The squared Euclidean distance of two vectors of the same length, 0 for empty ones.
///
/// Throws ``SimilarityError/Code/wrongDimensions``. NaN and infinities follow IEEE 754.
public func squaredDistance(
    _ a: Span<Float>, _ b: Span<Float>
) throws(SimilarityError) -> Float {
    unsafe try pairwise(a, b, empty: 0) { unsafe Kernels.active.squaredDistanceF32($0, $1, $2) }
}

/// The squared distance of two vectors of halves, added up in floats; see the one of floats.
public func squaredDistance(
    _ a: Span<Float16>, _ b: Span<Float16>
) throws(SimilarityError) -> Float {
    unsafe try pairwiseHalves(a, b) { unsafe Kernels.active.squaredDistanceF16($0, $1, $2) }
}

/// The squared distance of two vectors of signed bytes, exact up to 33,025 dimensions.
///
/// Throws ``SimilarityError/Code/wrongDimensions``.
public func squaredDistance(
    _ a: Span<Int8>, _ b: Span<Int8>
) throws(SimilarityError) -> Int32 {
    unsafe try pairwise(a, b, empty: 0) { unsafe Kernels.active.squaredDistanceI8($0, $1, $2) }
}
