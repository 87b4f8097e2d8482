/// The vector of floats that fills one register of the tier this module is compiled for, and that
/// of as many row numbers and integers.
#if KERNELS_V4
    typealias Lanes = SIMD16<Float>
    typealias RowLanes = SIMD16<UInt32>
    typealias IntegerLanes = SIMD16<Int32>
#elseif KERNELS_V3
    typealias Lanes = SIMD8<Float>
    typealias RowLanes = SIMD8<UInt32>
    typealias IntegerLanes = SIMD8<Int32>
#else
    typealias Lanes = SIMD4<Float>
    typealias RowLanes = SIMD4<UInt32>
    typealias IntegerLanes = SIMD4<Int32>
#endif

extension Lanes {
    /// Reads `scalarCount` floats from any address.
    @inline(__always)
    init(_ address: UnsafePointer<Float>) {
        self = unsafe UnsafeRawPointer(address).loadUnaligned(as: Lanes.self)
    }
}

/// Returns `sum + a * b` in the cheapest way of the tier.
///
/// On the baseline a fused multiply-add becomes a call of `fmaf` per lane, hence two operations.
@inline(__always)
func multiplyAdd(_ sum: Lanes, _ a: Lanes, _ b: Lanes) -> Lanes {
    #if KERNELS_V3 || KERNELS_V4 || arch(arm64)
        sum.addingProduct(a, b)
    #else
        sum + a * b
    #endif
}

/// Adds all lanes by halves.
@inline(__always)
func total(_ lanes: Lanes) -> Float {
    #if KERNELS_V4
        return horizontalSum(lanes.lowHalf + lanes.highHalf)
    #elseif KERNELS_V3
        return horizontalSum(lanes)
    #else
        let two = lanes.lowHalf + lanes.highHalf
        return two.x + two.y
    #endif
}
