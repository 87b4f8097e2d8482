import Builtin

/// Copies the eligible scores above `threshold`, with their positions plus `firstRow`, and returns
/// how many they are; `count` is a multiple of 64.
///
/// Behind the copies as many as ``Lanes`` holds may be written over.
public func collectAbove(
    _ scores: UnsafePointer<Float>, _ eligible: UnsafePointer<UInt64>, _ count: Int,
    _ threshold: Float, _ firstRow: Int, _ keptScores: UnsafeMutablePointer<Float>,
    _ keptRows: UnsafeMutablePointer<UInt32>
) -> Int {
    let limit = Lanes(repeating: threshold)
    var rows = RowLanes.ascending(from: UInt32(truncatingIfNeeded: firstRow))
    var kept = 0
    var i = 0
    while i < count {
        let bits = unsafe eligible[i &>> 6] &>> UInt64(i & 63)
        let lanes = unsafe Lanes(scores + i)
        let mask = greater(lanes, limit) & UInt16(truncatingIfNeeded: bits)
        unsafe keep(lanes, rows, mask, keptScores + kept, keptRows + kept)
        kept &+= mask.nonzeroBitCount
        rows &+= RowLanes(repeating: UInt32(Lanes.scalarCount))
        i &+= Lanes.scalarCount
    }
    return kept
}

/// Leaves of `count` scores and their rows those above `threshold`, in their order, and returns how
/// many they are.
///
/// Behind the last as many as ``Lanes`` holds must be there to be read and written.
public func keepAbove(
    _ scores: UnsafeMutablePointer<Float>, _ rows: UnsafeMutablePointer<UInt32>, _ count: Int,
    _ threshold: Float
) -> Int {
    let limit = Lanes(repeating: threshold)
    var kept = 0
    var i = 0
    while i < count {
        let lanes = unsafe Lanes(UnsafePointer(scores + i))
        let numbers = unsafe UnsafeRawPointer(rows + i).loadUnaligned(as: RowLanes.self)
        let left = min(Lanes.scalarCount, count &- i)
        let mask = greater(lanes, limit) & (UInt16.max &>> UInt16(truncatingIfNeeded: 16 &- left))
        unsafe keep(lanes, numbers, mask, scores + kept, rows + kept)
        kept &+= mask.nonzeroBitCount
        i &+= Lanes.scalarCount
    }
    return kept
}

/// Writes the least and the greatest of `count` scores, a multiple of 16, to `extremes`.
public func findExtremes(
    _ scores: UnsafePointer<Float>, _ count: Int, _ extremes: UnsafeMutablePointer<Float>
) {
    var (low, high) = (Lanes(repeating: .infinity), Lanes(repeating: -.infinity))
    var i = 0
    while i < count {
        let lanes = unsafe Lanes(scores + i)
        low.replace(with: lanes, where: lanes .< low)
        high.replace(with: lanes, where: lanes .> high)
        i &+= Lanes.scalarCount
    }
    for lane in low.indices {
        unsafe extremes[0] = lane == 0 ? low[0] : min(extremes[0], low[lane])
        unsafe extremes[1] = lane == 0 ? high[0] : max(extremes[1], high[lane])
    }
}

extension RowLanes {
    @inline(__always)
    static func ascending(from first: UInt32) -> Self {
        var lanes = Self()
        for lane in lanes.indices { lanes[lane] = first &+ UInt32(lane) }
        return lanes
    }
}

/// Writes the lanes of a score and of its row whose bit is set, one after the other.
@inline(__always)
private func keep(
    _ scores: Lanes, _ rows: RowLanes, _ mask: UInt16, _ keptScores: UnsafeMutablePointer<Float>,
    _ keptRows: UnsafeMutablePointer<UInt32>
) {
    #if KERNELS_V4
        // Whether a lane is kept is a toss-up: no branch, all are written and the place moves on.
        let bits = Builtin.bitcast_Int16_Vec16xInt1(mask._value)
        var (some, numbers) = (Lanes(), RowLanes())
        some._storage._value = Builtin.int_x86_avx512_mask_compress_Vec16xFPIEEE32(
            scores._storage._value, scores._storage._value, bits)
        numbers._storage._value = Builtin.int_x86_avx512_mask_compress_Vec16xInt32(
            rows._storage._value, rows._storage._value, bits)
        unsafe UnsafeMutableRawPointer(keptScores).storeBytes(of: some, as: Lanes.self)
        unsafe UnsafeMutableRawPointer(keptRows).storeBytes(of: numbers, as: RowLanes.self)
    #else
        var left = mask
        var place = 0
        while left != 0 {
            let lane = left.trailingZeroBitCount
            unsafe keptScores[place] = scores[lane]
            unsafe keptRows[place] = rows[lane]
            place &+= 1
            left &= left &- 1
        }
    #endif
}
