#if KERNELS_V3 || KERNELS_V4
    import Builtin
#endif

/// Reads halves (IEEE 754 binary16) from any address and widens them, one for each lane.
@inline(__always)
func halves(_ address: UnsafePointer<UInt16>) -> Lanes {
    let raw = unsafe UnsafeRawPointer(address)
    var result = Lanes()
    #if KERNELS_V4
        let bits = unsafe raw.loadUnaligned(as: SIMD16<UInt16>.self)
        result._storage._value = Builtin.fpext_Vec16xFPIEEE16_Vec16xFPIEEE32(
            Builtin.bitcast_Vec16xInt16_Vec16xFPIEEE16(bits._storage._value))
    #elseif KERNELS_V3
        let bits = unsafe raw.loadUnaligned(as: SIMD8<UInt16>.self)
        result._storage._value = Builtin.fpext_Vec8xFPIEEE16_Vec8xFPIEEE32(
            Builtin.bitcast_Vec8xInt16_Vec8xFPIEEE16(bits._storage._value))
    #else
        for lane in 0..<4 { result[lane] = unsafe half(address[lane]) }
    #endif
    return result
}

/// One half, widened by integer arithmetic: the baseline has no instruction for it.
///
/// Shifting the exponent into place and multiplying by 2¹¹² is exact, subnormals included.
@inline(__always)
func half(_ bits: UInt16) -> Float {
    let sign = UInt32(bits & 0x8000) &<< 16
    let magnitude = UInt32(bits & 0x7FFF) &<< 13
    if magnitude >= 0x0F80_0000 { return Float(bitPattern: sign | 0x7000_0000 | magnitude) }
    let scaled = Float(bitPattern: magnitude) * Float(bitPattern: 0x7780_0000)
    return Float(bitPattern: sign | scaled.bitPattern)
}
