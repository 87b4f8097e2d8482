import Builtin

/// The first position from `start` whose score exceeds `threshold` and whose bit in `eligible` is
/// set, or `count`; `count` is a multiple of 64.
public func nextAbove(
    _ scores: UnsafePointer<Float>, _ eligible: UnsafePointer<UInt64>, _ start: Int, _ count: Int,
    _ threshold: Float
) -> Int {
    let limit = Lanes(repeating: threshold)
    let width = Lanes.scalarCount
    guard start < count else { return count }
    var i = start & ~(width &- 1)
    var wanted = UInt16.max &<< UInt16(truncatingIfNeeded: start &- i)
    while i < count {
        let bits = unsafe eligible[i &>> 6] &>> UInt64(i & 63)
        let mask = unsafe greater(Lanes(scores + i), limit) & UInt16(truncatingIfNeeded: bits)
        if mask & wanted != 0 { return i &+ (mask & wanted).trailingZeroBitCount }
        wanted = .max
        i &+= width
    }
    return count
}

/// The first position from `start` whose score exceeds the threshold of its column, or `count`.
///
/// The scores are rows of `tileColumns` columns, one threshold for each.
public func nextAboveInTile(
    _ scores: UnsafePointer<Float>, _ start: Int, _ count: Int, _ thresholds: UnsafePointer<Float>
) -> Int {
    let width = Lanes.scalarCount
    guard start < count else { return count }
    var i = start & ~(width &- 1)
    var wanted = UInt16.max &<< UInt16(truncatingIfNeeded: start &- i)
    let limits = unsafe (Lanes(thresholds), Lanes(thresholds + width))
    while i < count {
        let limit = i & width == 0 ? limits.0 : limits.1
        let mask = unsafe greater(Lanes(scores + i), limit) & wanted
        if mask != 0 { return i &+ mask.trailingZeroBitCount }
        wanted = .max
        i &+= width
    }
    return count
}

/// One bit for each lane of `a` that is greater than the same lane of `b`.
///
/// `any(a .> b)` is not reliably inlined; the builtin is one compare and one move.
@inline(__always)
func greater(_ a: Lanes, _ b: Lanes) -> UInt16 {
    let (x, y) = (a._storage._value, b._storage._value)
    #if KERNELS_V4
        return UInt16(Builtin.bitcast_Vec16xInt1_Int16(Builtin.fcmp_ogt_Vec16xFPIEEE32(x, y)))
    #elseif KERNELS_V3
        return UInt16(UInt8(Builtin.bitcast_Vec8xInt1_Int8(Builtin.fcmp_ogt_Vec8xFPIEEE32(x, y))))
    #else
        let lanes = Builtin.sext_Vec4xInt1_Vec4xInt32(Builtin.fcmp_ogt_Vec4xFPIEEE32(x, y))
        var mask = SIMD4<Int32>()
        mask._storage._value = lanes
        return UInt16(truncatingIfNeeded: horizontalSum(mask & SIMD4(1, 2, 4, 8)))
    #endif
}

/// How many of `count` scores exceed `threshold`.
public func countAbove(
    _ scores: UnsafePointer<Float>, _ count: Int, _ threshold: Float
) -> Int {
    let limit = Lanes(repeating: threshold)
    var above = 0
    var i = 0
    while i &+ Lanes.scalarCount <= count {
        above &+= unsafe greater(Lanes(scores + i), limit).nonzeroBitCount
        i &+= Lanes.scalarCount
    }
    while i < count {
        if unsafe scores[i] > threshold { above &+= 1 }
        i &+= 1
    }
    return above
}
