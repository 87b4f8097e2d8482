/// Writes the 4-bit codes of a vector to its row of a block, and its scale.
///
/// The coordinates, `8 * groups` of them, are divided by `step` and cut to −7.5…7.5 in steps of 1.
/// The scale makes the inner product of the decoded vector with the vector itself 1, as in RaBitQ
/// (Gao and Long, SIGMOD 2024): the estimate of any inner product then has no bias.
public func quantiseRow(
    _ vector: UnsafePointer<Float>, _ groups: Int, _ step: Float, _ block: UnsafeMutableRawPointer,
    _ row: Int
) {
    let inverse = 1 / step
    var products = SIMD8<Float>()
    for group in 0..<groups {
        let values = unsafe UnsafeRawPointer(vector + 8 &* group)
            .loadUnaligned(as: SIMD8<Float>.self)
        let codes = 15 &- positive(15 &- positive(truncated(values * inverse + 8)))
        products += values * (floats(codes) - 7.5)
        let nibbles = codes &<< SIMD8<Int32>(0, 8, 16, 24, 4, 12, 20, 28)
        let target = unsafe block + 64 &* group + 4 &* row
        unsafe target.storeBytes(of: horizontalSum(nibbles), as: Int32.self)
    }
    let scale = unsafe block + 64 &* groups + 4 &* row
    unsafe scale.storeBytes(of: 1 / horizontalSum(products), as: Float.self)
}

/// The integers, negative ones as 0; `pointwiseMax` is not inlined and leaves a weak symbol.
@inline(__always)
func positive(_ integers: SIMD8<Int32>) -> SIMD8<Int32> { integers & ~(integers &>> 31) }
