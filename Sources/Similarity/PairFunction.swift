/// Applies a kernel to two vectors of the same length, `empty` standing for empty ones.
///
/// Throws ``SimilarityError/Code/wrongDimensions``.
@inline(__always)
func pairwise<Element, Result>(
    _ a: Span<Element>, _ b: Span<Element>, empty: Result,
    _ kernel: (UnsafePointer<Element>, UnsafePointer<Element>, Int) -> Result
) throws(SimilarityError) -> Result {
    guard a.count == b.count else { throw .dimensions(expected: a.count, got: b.count) }
    return unsafe a.withUnsafeBufferPointer { a in
        unsafe b.withUnsafeBufferPointer { b in
            guard let x = a.baseAddress, let y = b.baseAddress else { return empty }
            return unsafe kernel(x, y, a.count)
        }
    }
}

/// As ``pairwise(_:_:empty:_:)`` for halves, which the kernels take as their bits.
@inline(__always)
func pairwiseHalves(
    _ a: Span<Float16>, _ b: Span<Float16>,
    _ kernel: (UnsafePointer<UInt16>, UnsafePointer<UInt16>, Int) -> Float
) throws(SimilarityError) -> Float {
    unsafe try pairwise(a, b, empty: 0) { x, y, count in
        let (p, q) = unsafe (UnsafeRawPointer(x), UnsafeRawPointer(y))
        return unsafe kernel(
            p.assumingMemoryBound(to: UInt16.self), q.assumingMemoryBound(to: UInt16.self), count)
    }
}
