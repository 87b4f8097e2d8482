import Builtin

/// Rounds rows of floats to bytes from 0 to 255, each row by its own smallest and largest value.
///
/// A value is then about `factors[2r] · byte + factors[2r + 1]`. `count` is a multiple of 16; a byte
/// takes `activationBytes`. A row that is not finite gets factors that are not finite either.
public func quantiseActivations(
    _ input: UnsafePointer<Float>, _ rows: Int, _ count: Int, _ output: UnsafeMutableRawPointer,
    _ factors: UnsafeMutablePointer<Float>
) {
    for row in 0..<rows {
        let values = unsafe input + row &* count
        var (low, high) = unsafe (Lanes(values), Lanes(values))
        var column = 0
        while column < count {
            let lanes = unsafe Lanes(values + column)
            low = lesser(low, lanes)
            high = greater(high, lanes)
            column &+= Lanes.scalarCount
        }
        var (least, most) = (low[0], high[0])
        for lane in 1..<Lanes.scalarCount {
            if low[lane] < least { least = low[lane] }
            if high[lane] > most { most = high[lane] }
        }
        let range = most - least
        let inverse = range > 0 ? 255 / range : 0
        unsafe factors[2 &* row] = range / 255
        unsafe factors[2 &* row &+ 1] = least
        let target = unsafe output + row &* count &* activationBytes
        column = 0
        while column < count {
            // Adding 1.5 · 2^23 rounds to an integer, which then stands in the low bits.
            let lanes = unsafe (Lanes(values + column) - least) * inverse + 12_582_912
            unsafe storeBytes(of: lanes, target + column &* activationBytes)
            column &+= Lanes.scalarCount
        }
    }
}

@inline(__always)
private func lesser(_ a: Lanes, _ b: Lanes) -> Lanes {
    var result = Lanes()
    #if KERNELS_V4
        result._storage._value = Builtin.int_minnum_Vec16xFPIEEE32(
            a._storage._value, b._storage._value)
    #elseif KERNELS_V3
        result._storage._value = Builtin.int_minnum_Vec8xFPIEEE32(
            a._storage._value, b._storage._value)
    #else
        result._storage._value = Builtin.int_minnum_Vec4xFPIEEE32(
            a._storage._value, b._storage._value)
    #endif
    return result
}

@inline(__always)
private func greater(_ a: Lanes, _ b: Lanes) -> Lanes { -lesser(-a, -b) }

/// Stores the lowest byte of each lane's bits, in `activationBytes` each.
@inline(__always)
private func storeBytes(of lanes: Lanes, _ target: UnsafeMutableRawPointer) {
    #if KERNELS_V4
        var bytes = SIMD16<Int8>()
        bytes._storage._value = Builtin.trunc_Vec16xInt32_Vec16xInt8(
            Builtin.bitcast_Vec16xFPIEEE32_Vec16xInt32(lanes._storage._value))
        unsafe target.storeBytes(of: bytes, as: SIMD16<Int8>.self)
    #elseif KERNELS_V3
        var words = SIMD8<Int16>()
        words._storage._value = Builtin.trunc_Vec8xInt32_Vec8xInt16(
            Builtin.bitcast_Vec8xFPIEEE32_Vec8xInt32(lanes._storage._value))
        unsafe target.storeBytes(of: words & 255, as: SIMD8<Int16>.self)
    #else
        var words = SIMD4<Int16>()
        words._storage._value = Builtin.trunc_Vec4xInt32_Vec4xInt16(
            Builtin.bitcast_Vec4xFPIEEE32_Vec4xInt32(lanes._storage._value))
        unsafe target.storeBytes(of: words & 255, as: SIMD4<Int16>.self)
    #endif
}
