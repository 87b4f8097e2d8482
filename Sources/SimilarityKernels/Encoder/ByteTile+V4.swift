#if KERNELS_V4
    import Builtin

    /// The columns of a panel of bytes, and the rows that one tile multiplies by it.
    public let byteTileColumns = 32
    let byteTileRows = 8
    /// The bytes that a quantised activation takes.
    public let activationBytes = 1

    typealias ByteSums = SIMD16<Int32>
    typealias ByteResults = SIMD16<Float>

    /// The sums as floats.
    @inline(__always)
    func results(_ sums: ByteSums) -> ByteResults { floats(sums) }

    /// Adds up 8 rows × 32 columns by VPDPBUSD: four products a lane and instruction.
    @inline(__always)
    func byteTile(
        _ base: UnsafeRawPointer, _ stride: Int, _ panel: UnsafeRawPointer, _ groups: Int,
        _ sums: UnsafeMutableRawPointer
    ) {
        var (a0, b0) = (ByteSums(), ByteSums())
        var (a1, b1) = (ByteSums(), ByteSums())
        var (a2, b2) = (ByteSums(), ByteSums())
        var (a3, b3) = (ByteSums(), ByteSums())
        var (a4, b4) = (ByteSums(), ByteSums())
        var (a5, b5) = (ByteSums(), ByteSums())
        var (a6, b6) = (ByteSums(), ByteSums())
        var (a7, b7) = (ByteSums(), ByteSums())
        for group in 0..<groups {
            let weights = unsafe PanelBytes(panel + 128 &* group)
            let row = unsafe base + 4 &* group
            unsafe addBytes(&a0, &b0, row + 0 &* stride, weights)
            unsafe addBytes(&a1, &b1, row + 1 &* stride, weights)
            unsafe addBytes(&a2, &b2, row + 2 &* stride, weights)
            unsafe addBytes(&a3, &b3, row + 3 &* stride, weights)
            unsafe addBytes(&a4, &b4, row + 4 &* stride, weights)
            unsafe addBytes(&a5, &b5, row + 5 &* stride, weights)
            unsafe addBytes(&a6, &b6, row + 6 &* stride, weights)
            unsafe addBytes(&a7, &b7, row + 7 &* stride, weights)
        }
        unsafe storeSums(a0, b0, sums, row: 0)
        unsafe storeSums(a1, b1, sums, row: 1)
        unsafe storeSums(a2, b2, sums, row: 2)
        unsafe storeSums(a3, b3, sums, row: 3)
        unsafe storeSums(a4, b4, sums, row: 4)
        unsafe storeSums(a5, b5, sums, row: 5)
        unsafe storeSums(a6, b6, sums, row: 6)
        unsafe storeSums(a7, b7, sums, row: 7)
    }

    /// Adds up 4 rows × 32 columns.
    @inline(__always)
    func smallByteTile(
        _ base: UnsafeRawPointer, _ stride: Int, _ panel: UnsafeRawPointer, _ groups: Int,
        _ sums: UnsafeMutableRawPointer
    ) {
        var (a0, b0) = (ByteSums(), ByteSums())
        var (a1, b1) = (ByteSums(), ByteSums())
        var (a2, b2) = (ByteSums(), ByteSums())
        var (a3, b3) = (ByteSums(), ByteSums())
        for group in 0..<groups {
            let weights = unsafe PanelBytes(panel + 128 &* group)
            let row = unsafe base + 4 &* group
            unsafe addBytes(&a0, &b0, row + 0 &* stride, weights)
            unsafe addBytes(&a1, &b1, row + 1 &* stride, weights)
            unsafe addBytes(&a2, &b2, row + 2 &* stride, weights)
            unsafe addBytes(&a3, &b3, row + 3 &* stride, weights)
        }
        unsafe storeSums(a0, b0, sums, row: 0)
        unsafe storeSums(a1, b1, sums, row: 1)
        unsafe storeSums(a2, b2, sums, row: 2)
        unsafe storeSums(a3, b3, sums, row: 3)
    }

    /// Four inputs of 32 columns.
    private struct PanelBytes {
        let first: SIMD16<Int32>
        let second: SIMD16<Int32>

        @inline(__always)
        init(_ address: UnsafeRawPointer) {
            first = unsafe address.loadUnaligned(as: SIMD16<Int32>.self)
            second = unsafe (address + 64).loadUnaligned(as: SIMD16<Int32>.self)
        }
    }

    @inline(__always)
    private func addBytes(
        _ a: inout ByteSums, _ b: inout ByteSums, _ row: UnsafeRawPointer, _ weights: PanelBytes
    ) {
        let word = unsafe SIMD16<Int32>(repeating: row.loadUnaligned(as: Int32.self))
        a._storage._value = Builtin.int_x86_avx512_vpdpbusd_512(
            a._storage._value, word._storage._value, weights.first._storage._value)
        b._storage._value = Builtin.int_x86_avx512_vpdpbusd_512(
            b._storage._value, word._storage._value, weights.second._storage._value)
    }

    @inline(__always)
    private func storeSums(
        _ a: ByteSums, _ b: ByteSums, _ sums: UnsafeMutableRawPointer, row: Int
    ) {
        let target = unsafe sums + 128 &* row
        unsafe target.storeBytes(of: a, as: ByteSums.self)
        unsafe (target + 64).storeBytes(of: b, as: ByteSums.self)
    }
#endif
