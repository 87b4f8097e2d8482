#if !KERNELS_V4
    import Builtin

    // A register holds 16-bit products: of four inputs each of so many columns.
    #if KERNELS_V3
        typealias WideBytes = SIMD16<Int16>
        typealias WideSums = SIMD8<Int32>
        typealias ByteSums = SIMD4<Int32>
        typealias ByteResults = SIMD4<Float>
    #else
        typealias WideBytes = SIMD8<Int16>
        typealias WideSums = SIMD4<Int32>
        typealias ByteSums = SIMD2<Int32>
        typealias ByteResults = SIMD2<Float>
    #endif

    /// The columns of a panel of bytes, and the rows that one tile multiplies by it.
    public let byteTileColumns = 2 &* ByteSums.scalarCount
    let byteTileRows = 4
    /// The bytes that a quantised activation takes: these tiers multiply numbers of 16 bits.
    public let activationBytes = 2

    /// The sums as floats.
    @inline(__always)
    func results(_ sums: ByteSums) -> ByteResults {
        var result = ByteResults()
        for lane in 0..<ByteSums.scalarCount { result[lane] = Float(sums[lane]) }
        return result
    }

    /// Adds up 4 rows × 2 registers of columns.
    @inline(__always)
    func byteTile(
        _ base: UnsafeRawPointer, _ stride: Int, _ panel: UnsafeRawPointer, _ groups: Int,
        _ sums: UnsafeMutableRawPointer
    ) {
        var (a0, b0) = (WideSums(), WideSums())
        var (a1, b1) = (WideSums(), WideSums())
        var (a2, b2) = (WideSums(), WideSums())
        var (a3, b3) = (WideSums(), WideSums())
        let width = WideBytes.scalarCount
        for group in 0..<groups {
            let place = unsafe panel + 2 &* width &* group
            let (x, y) = unsafe (widenedBytes(place), widenedBytes(place + width))
            let row = unsafe base + 8 &* group
            unsafe addBytes(&a0, &b0, row + 0 &* stride, x, y)
            unsafe addBytes(&a1, &b1, row + 1 &* stride, x, y)
            unsafe addBytes(&a2, &b2, row + 2 &* stride, x, y)
            unsafe addBytes(&a3, &b3, row + 3 &* stride, x, y)
        }
        unsafe storeSums(a0, b0, sums, row: 0)
        unsafe storeSums(a1, b1, sums, row: 1)
        unsafe storeSums(a2, b2, sums, row: 2)
        unsafe storeSums(a3, b3, sums, row: 3)
    }

    /// The tile of these tiers is small already.
    @inline(__always)
    func smallByteTile(
        _ base: UnsafeRawPointer, _ stride: Int, _ panel: UnsafeRawPointer, _ groups: Int,
        _ sums: UnsafeMutableRawPointer
    ) {
        unsafe byteTile(base, stride, panel, groups, sums)
    }

    @inline(__always)
    private func addBytes(
        _ a: inout WideSums, _ b: inout WideSums, _ row: UnsafeRawPointer, _ x: WideBytes,
        _ y: WideBytes
    ) {
        let inputs = unsafe spread(row.loadUnaligned(as: Int64.self))
        a &+= pairSums(inputs, x)
        b &+= pairSums(inputs, y)
    }

    /// Each column has two sums; stores their sum.
    @inline(__always)
    private func storeSums(
        _ a: WideSums, _ b: WideSums, _ sums: UnsafeMutableRawPointer, row: Int
    ) {
        let bytes = 4 &* ByteSums.scalarCount
        let target = unsafe sums + 2 &* bytes &* row
        unsafe target.storeBytes(of: a.evenHalf &+ a.oddHalf, as: ByteSums.self)
        unsafe (target + bytes).storeBytes(of: b.evenHalf &+ b.oddHalf, as: ByteSums.self)
    }
#endif
