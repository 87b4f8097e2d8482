import Builtin

// Bit i of the words stands for value i. Words that are empty already are skipped. The caller pads
// the values to a multiple of 64; what the bits of the padding become does not matter.

/// Clears the bits of the values that differ from `wanted`.
public func keepEqual8(
    _ values: UnsafeRawPointer, _ wanted: UInt8, _ words: UnsafeMutablePointer<UInt64>,
    _ wordCount: Int
) {
    let splat = SIMD64<UInt8>(repeating: wanted)._storage._value
    for word in 0..<wordCount where unsafe words[word] != 0 {
        let lanes = unsafe (values + 64 &* word).loadUnaligned(as: SIMD64<UInt8>.self)
        let mask = Builtin.cmp_eq_Vec64xInt8(lanes._storage._value, splat)
        unsafe words[word] &= UInt64(Builtin.bitcast_Vec64xInt1_Int64(mask))
    }
}

/// Clears the bits of the values that are not in `low`…`high`.
public func keepBetween8(
    _ values: UnsafeRawPointer, _ low: Int8, _ high: Int8, _ words: UnsafeMutablePointer<UInt64>,
    _ wordCount: Int
) {
    let from = SIMD64<Int8>(repeating: low)._storage._value
    let to = SIMD64<Int8>(repeating: high)._storage._value
    for word in 0..<wordCount where unsafe words[word] != 0 {
        let lanes = unsafe (values + 64 &* word).loadUnaligned(as: SIMD64<Int8>.self)
        let least = Builtin.cmp_sge_Vec64xInt8(lanes._storage._value, from)
        let most = Builtin.cmp_sle_Vec64xInt8(lanes._storage._value, to)
        unsafe words[word] &= UInt64(Builtin.bitcast_Vec64xInt1_Int64(least))
        unsafe words[word] &= UInt64(Builtin.bitcast_Vec64xInt1_Int64(most))
    }
}

/// Clears the bits of the values that differ from `wanted`.
public func keepEqual16(
    _ values: UnsafeRawPointer, _ wanted: UInt16, _ words: UnsafeMutablePointer<UInt64>,
    _ wordCount: Int
) {
    let splat = SIMD32<UInt16>(repeating: wanted)._storage._value
    for word in 0..<wordCount where unsafe words[word] != 0 {
        var kept: UInt64 = 0
        for part in 0..<2 {
            let place = 128 &* word &+ 64 &* part
            let lanes = unsafe (values + place).loadUnaligned(as: SIMD32<UInt16>.self)
            let mask = Builtin.cmp_eq_Vec32xInt16(lanes._storage._value, splat)
            let bits = UInt32(Builtin.bitcast_Vec32xInt1_Int32(mask))
            kept |= UInt64(bits) &<< UInt64(32 &* part)
        }
        unsafe words[word] &= kept
    }
}

/// Clears the bits of the values that differ from `wanted`.
public func keepEqual32(
    _ values: UnsafeRawPointer, _ wanted: UInt32, _ words: UnsafeMutablePointer<UInt64>,
    _ wordCount: Int
) {
    let splat = SIMD16<UInt32>(repeating: wanted)._storage._value
    for word in 0..<wordCount where unsafe words[word] != 0 {
        var kept: UInt64 = 0
        for part in 0..<4 {
            let place = 256 &* word &+ 64 &* part
            let lanes = unsafe (values + place).loadUnaligned(as: SIMD16<UInt32>.self)
            let mask = Builtin.cmp_eq_Vec16xInt32(lanes._storage._value, splat)
            let bits = UInt16(Builtin.bitcast_Vec16xInt1_Int16(mask))
            kept |= UInt64(bits) &<< UInt64(16 &* part)
        }
        unsafe words[word] &= kept
    }
}

/// Clears the bits of the values that are not in `low`…`high`.
public func keepBetween64(
    _ values: UnsafeRawPointer, _ low: Int64, _ high: Int64,
    _ words: UnsafeMutablePointer<UInt64>, _ wordCount: Int
) {
    let from = SIMD8<Int64>(repeating: low)._storage._value
    let to = SIMD8<Int64>(repeating: high)._storage._value
    for word in 0..<wordCount where unsafe words[word] != 0 {
        var kept: UInt64 = 0
        for part in 0..<8 {
            let place = 512 &* word &+ 64 &* part
            let lanes = unsafe (values + place).loadUnaligned(as: SIMD8<Int64>.self)
            let least = Builtin.cmp_sge_Vec8xInt64(lanes._storage._value, from)
            let most = Builtin.cmp_sle_Vec8xInt64(lanes._storage._value, to)
            let bits =
                UInt8(Builtin.bitcast_Vec8xInt1_Int8(least))
                & UInt8(Builtin.bitcast_Vec8xInt1_Int8(most))
            kept |= UInt64(bits) &<< UInt64(8 &* part)
        }
        unsafe words[word] &= kept
    }
}
