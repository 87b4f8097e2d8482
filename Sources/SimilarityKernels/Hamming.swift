#if KERNELS_V4
    import Builtin
#endif

/// The number of bits in which two strings of `count` bytes differ.
public func hamming(_ a: UnsafePointer<UInt8>, _ b: UnsafePointer<UInt8>, _ count: Int) -> Int {
    let (x, y) = unsafe (UnsafeRawPointer(a), UnsafeRawPointer(b))
    var i = 0
    var total = unsafe wideHamming(x, y, count, &i)
    while i &+ 8 <= count {
        let p = unsafe (x + i).loadUnaligned(as: UInt64.self)
        let q = unsafe (y + i).loadUnaligned(as: UInt64.self)
        total &+= (p ^ q).nonzeroBitCount
        i &+= 8
    }
    while i < count {
        total &+= unsafe (a[i] ^ b[i]).nonzeroBitCount
        i &+= 1
    }
    return total
}

/// The Hamming distances of one query to `rows` strings of bytes, `stride` bytes apart.
public func hammingRows(
    _ query: UnsafePointer<UInt8>, _ base: UnsafePointer<UInt8>, _ stride: Int, _ count: Int,
    _ rows: Int, _ results: UnsafeMutablePointer<Int32>
) {
    var address = unsafe base
    for row in 0..<rows {
        unsafe results[row] = unsafe Int32(truncatingIfNeeded: hamming(query, address, count))
        unsafe address += stride
    }
}

/// Counts the bits of whole registers, from `start` on, and moves `start` past them.
@inline(__always)
private func wideHamming(
    _ a: UnsafeRawPointer, _ b: UnsafeRawPointer, _ count: Int, _ start: inout Int
) -> Int {
    #if KERNELS_V4
        guard start &+ 32 <= count else { return 0 }
        var sums = SIMD8<UInt64>()
        while start &+ 64 <= count {
            let x = unsafe (a + start).loadUnaligned(as: SIMD8<UInt64>.self)
            let y = unsafe (b + start).loadUnaligned(as: SIMD8<UInt64>.self)
            var bits = x ^ y
            bits._storage._value = Builtin.int_ctpop_Vec8xInt64(bits._storage._value)
            sums &+= bits
            start &+= 64
        }
        var half = sums.lowHalf &+ sums.highHalf
        if start &+ 32 <= count {
            let x = unsafe (a + start).loadUnaligned(as: SIMD4<UInt64>.self)
            let y = unsafe (b + start).loadUnaligned(as: SIMD4<UInt64>.self)
            var bits = x ^ y
            bits._storage._value = Builtin.int_ctpop_Vec4xInt64(bits._storage._value)
            half &+= bits
            start &+= 32
        }
        return Int(truncatingIfNeeded: horizontalSum(half))
    #else
        return 0
    #endif
}
