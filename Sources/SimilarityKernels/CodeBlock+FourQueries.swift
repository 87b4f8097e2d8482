#if !KERNELS_V4
    /// The sums of four queries, `2 * groups` words apart; the block stays in the first cache.
    @inline(__always)
    func blockSums4(
        _ block: UnsafeRawPointer, _ groups: Int, _ queries: UnsafePointer<Int32>
    ) -> (SIMD16<Int32>, SIMD16<Int32>, SIMD16<Int32>, SIMD16<Int32>) {
        let step = 2 &* groups
        return unsafe (
            blockSums(block, groups, queries), blockSums(block, groups, queries + step),
            blockSums(block, groups, queries + 2 &* step),
            blockSums(block, groups, queries + 3 &* step)
        )
    }
#endif
