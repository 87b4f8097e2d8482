#if KERNELS_V4
    import Builtin
#endif

/// The inner products of one query with `rows` vectors of signed bytes, `stride` bytes apart.
public func dotRowsI8(
    _ query: UnsafePointer<Int8>, _ base: UnsafePointer<Int8>, _ stride: Int, _ count: Int,
    _ rows: Int, _ results: UnsafeMutablePointer<Int32>
) {
    var address = unsafe base
    #if KERNELS_V4
        let bias = unsafe 128 &* sum(query, count & ~63)
    #endif
    for row in 0..<rows {
        #if KERNELS_V4
            unsafe results[row] = unsafe biasedDot(query, address, count) &- bias
        #else
            unsafe results[row] = unsafe dotI8(query, address, count)
        #endif
        unsafe address += stride
    }
}

#if KERNELS_V4
    /// The inner product, too large by 128 times the sum of the query's whole blocks of 64 bytes.
    ///
    /// VPDPBUSD takes one unsigned operand: flipping the sign bits of the row adds 128 to it.
    @inline(__always)
    private func biasedDot(
        _ query: UnsafePointer<Int8>, _ row: UnsafePointer<Int8>, _ count: Int
    ) -> Int32 {
        let (q, r) = unsafe (UnsafeRawPointer(query), UnsafeRawPointer(row))
        var (s0, s1) = (SIMD16<Int32>(), SIMD16<Int32>())
        var i = 0
        while i &+ 128 <= count {
            s0 = unsafe dot(s0, r + i, q + i)
            s1 = unsafe dot(s1, r + i + 64, q + i + 64)
            i &+= 128
        }
        if i &+ 64 <= count {
            s0 = unsafe dot(s0, r + i, q + i)
            i &+= 64
        }
        let rest = unsafe dotI8(query + i, row + i, count &- i)
        return horizontalSum(s0 &+ s1) &+ rest
    }

    @inline(__always)
    private func dot(
        _ sum: SIMD16<Int32>, _ row: UnsafeRawPointer, _ query: UnsafeRawPointer
    ) -> SIMD16<Int32> {
        let flip = SIMD16<UInt32>(repeating: 0x8080_8080)
        let bytes = unsafe row.loadUnaligned(as: SIMD16<UInt32>.self) ^ flip
        let factors = unsafe query.loadUnaligned(as: SIMD16<UInt32>.self)
        var result = SIMD16<Int32>()
        result._storage._value = Builtin.int_x86_avx512_vpdpbusd_512(
            sum._storage._value, bytes._storage._value, factors._storage._value)
        return result
    }

    private func sum(_ bytes: UnsafePointer<Int8>, _ count: Int) -> Int32 {
        var total: Int32 = 0
        for i in 0..<count { unsafe total &+= Int32(bytes[i]) }
        return total
    }
#endif
