import Builtin

/// The sixteen integers as floats; the generic conversion of SIMD types goes lane by lane.
@inline(__always)
func floats(_ integers: SIMD16<Int32>) -> SIMD16<Float> {
    var result = SIMD16<Float>()
    result._storage._value = Builtin.sitofp_Vec16xInt32_Vec16xFPIEEE32(integers._storage._value)
    return result
}

/// The eight integers as floats.
@inline(__always)
func floats(_ integers: SIMD8<Int32>) -> SIMD8<Float> {
    var result = SIMD8<Float>()
    result._storage._value = Builtin.sitofp_Vec8xInt32_Vec8xFPIEEE32(integers._storage._value)
    return result
}

/// The four integers as floats.
@inline(__always)
func floats(_ integers: SIMD4<Int32>) -> SIMD4<Float> {
    var result = SIMD4<Float>()
    result._storage._value = Builtin.sitofp_Vec4xInt32_Vec4xFPIEEE32(integers._storage._value)
    return result
}

/// The integer parts of floats that are known to fit.
@inline(__always)
func truncated(_ floats: SIMD8<Float>) -> SIMD8<Int32> {
    var result = SIMD8<Int32>()
    result._storage._value = Builtin.fptosi_Vec8xFPIEEE32_Vec8xInt32(floats._storage._value)
    return result
}

/// As many signed bytes as there are lanes, from any address.
@inline(__always)
func floats(ofBytes address: UnsafeRawPointer) -> Lanes {
    #if KERNELS_V4
        let bytes = unsafe address.loadUnaligned(as: SIMD16<Int8>.self)
        var integers = SIMD16<Int32>()
        integers._storage._value = Builtin.sext_Vec16xInt8_Vec16xInt32(bytes._storage._value)
        return floats(integers)
    #elseif KERNELS_V3
        let bytes = unsafe address.loadUnaligned(as: SIMD8<Int8>.self)
        var integers = SIMD8<Int32>()
        integers._storage._value = Builtin.sext_Vec8xInt8_Vec8xInt32(bytes._storage._value)
        return floats(integers)
    #else
        let bytes = unsafe address.loadUnaligned(as: SIMD4<Int8>.self)
        var integers = SIMD4<Int32>()
        integers._storage._value = Builtin.sext_Vec4xInt8_Vec4xInt32(bytes._storage._value)
        var result = SIMD4<Float>()
        result._storage._value = Builtin.sitofp_Vec4xInt32_Vec4xFPIEEE32(
            integers._storage._value)
        return result
    #endif
}
