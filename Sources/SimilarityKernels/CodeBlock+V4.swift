#if KERNELS_V4
    import Builtin

    /// Σ code * query of the 16 rows of a block, by VPDPBUSD: four products a lane and instruction.
    @inline(__always)
    func blockSums(
        _ block: UnsafeRawPointer, _ groups: Int, _ query: UnsafePointer<Int32>
    ) -> SIMD16<Int32> {
        // Four sums, so that no instruction waits for the one before it.
        var (low0, high0) = (SIMD16<Int32>(), SIMD16<Int32>())
        var (low1, high1) = (SIMD16<Int32>(), SIMD16<Int32>())
        var group = 0
        while group &+ 2 <= groups {
            let a = unsafe Nibbles(block + 64 &* group)
            let b = unsafe Nibbles(block + 64 &* group + 64)
            low0 = unsafe dot(low0, a.low, query[2 &* group])
            high0 = unsafe dot(high0, a.high, query[2 &* group &+ 1])
            low1 = unsafe dot(low1, b.low, query[2 &* group &+ 2])
            high1 = unsafe dot(high1, b.high, query[2 &* group &+ 3])
            group &+= 2
        }
        if group < groups {
            let a = unsafe Nibbles(block + 64 &* group)
            low0 = unsafe dot(low0, a.low, query[2 &* group])
            high0 = unsafe dot(high0, a.high, query[2 &* group &+ 1])
        }
        return (low0 &+ high0) &+ (low1 &+ high1)
    }

    /// The sums of four queries, `2 * groups` words apart, from one reading of the block.
    @inline(__always)
    func blockSums4(
        _ block: UnsafeRawPointer, _ groups: Int, _ queries: UnsafePointer<Int32>
    ) -> (SIMD16<Int32>, SIMD16<Int32>, SIMD16<Int32>, SIMD16<Int32>) {
        var (a, b, c, d) = (
            SIMD16<Int32>(), SIMD16<Int32>(), SIMD16<Int32>(), SIMD16<Int32>()
        )
        var (e, f, g, h) = (a, b, c, d)
        let q0 = unsafe queries
        let (q1, q2) = unsafe (q0 + 2 &* groups, q0 + 4 &* groups)
        let q3 = unsafe q0 + 6 &* groups
        for group in 0..<groups {
            let codes = unsafe Nibbles(block + 64 &* group)
            let (i, j) = (2 &* group, 2 &* group &+ 1)
            a = unsafe dot(a, codes.low, q0[i])
            b = unsafe dot(b, codes.low, q1[i])
            c = unsafe dot(c, codes.low, q2[i])
            d = unsafe dot(d, codes.low, q3[i])
            e = unsafe dot(e, codes.high, q0[j])
            f = unsafe dot(f, codes.high, q1[j])
            g = unsafe dot(g, codes.high, q2[j])
            h = unsafe dot(h, codes.high, q3[j])
        }
        return (a &+ e, b &+ f, c &+ g, d &+ h)
    }

    /// The two codes of each byte.
    private struct Nibbles {
        let low: SIMD16<UInt32>
        let high: SIMD16<UInt32>

        @inline(__always)
        init(_ address: UnsafeRawPointer) {
            let bytes = unsafe address.loadUnaligned(as: SIMD16<UInt32>.self)
            let mask = SIMD16<UInt32>(repeating: 0x0F0F_0F0F)
            low = bytes & mask
            high = (bytes &>> 4) & mask
        }
    }

    /// `sum` plus, in each lane, the four products of its unsigned bytes with the signed of `word`.
    @inline(__always)
    private func dot(
        _ sum: SIMD16<Int32>, _ codes: SIMD16<UInt32>, _ word: Int32
    ) -> SIMD16<Int32> {
        let splat = SIMD16<Int32>(repeating: word)
        var result = SIMD16<Int32>()
        result._storage._value = Builtin.int_x86_avx512_vpdpbusd_512(
            sum._storage._value, codes._storage._value, splat._storage._value)
        return result
    }
#endif
