/// The number of bits in which two strings of bytes of the same length differ.
///
/// Throws ``SimilarityError/Code/wrongDimensions``.
public func hammingDistance(
    _ a: Span<UInt8>, _ b: Span<UInt8>
) throws(SimilarityError) -> Int {
    unsafe try pairwise(a, b, empty: 0) { unsafe Kernels.active.hamming($0, $1, $2) }
}
