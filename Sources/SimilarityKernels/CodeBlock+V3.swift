#if KERNELS_V3
    import Builtin

    /// Σ code * query of the 16 rows of a block, by VPMADDUBSW: two products a 16-bit lane.
    ///
    /// Four groups add at most 4 · 4 · 15 · 127 = 30,480 to a lane, so they fit before widening.
    @inline(__always)
    func blockSums(
        _ block: UnsafeRawPointer, _ groups: Int, _ query: UnsafePointer<Int32>
    ) -> SIMD16<Int32> {
        var (top, bottom) = (SIMD8<Int32>(), SIMD8<Int32>())
        var group = 0
        while group < groups {
            let end = min(group &+ 4, groups)
            var (narrowTop, narrowBottom) = (SIMD16<Int16>(), SIMD16<Int16>())
            while group < end {
                let address = unsafe block + 64 &* group
                let low = unsafe SIMD8<Int32>(repeating: query[2 &* group])
                let high = unsafe SIMD8<Int32>(repeating: query[2 &* group &+ 1])
                narrowTop &+= unsafe products(address, low, high)
                narrowBottom &+= unsafe products(address + 32, low, high)
                group &+= 1
            }
            top &+= widened(narrowTop)
            bottom &+= widened(narrowBottom)
        }
        return SIMD16(lowHalf: top, highHalf: bottom)
    }

    /// The products of 8 rows × 8 dimensions, two 16-bit sums a row.
    @inline(__always)
    func products(
        _ address: UnsafeRawPointer, _ low: SIMD8<Int32>, _ high: SIMD8<Int32>
    ) -> SIMD16<Int16> {
        let bytes = unsafe address.loadUnaligned(as: SIMD8<UInt32>.self)
        let mask = SIMD8<UInt32>(repeating: 0x0F0F_0F0F)
        return multiplied(bytes & mask, low) &+ multiplied((bytes &>> 4) & mask, high)
    }

    @inline(__always)
    private func multiplied(_ codes: SIMD8<UInt32>, _ query: SIMD8<Int32>) -> SIMD16<Int16> {
        var result = SIMD16<Int16>()
        result._storage._value = Builtin.int_x86_avx2_pmadd_ub_sw(
            Builtin.bitcast_Vec8xInt32_Vec32xInt8(codes._storage._value),
            Builtin.bitcast_Vec8xInt32_Vec32xInt8(query._storage._value))
        return result
    }

    /// The two 16-bit sums of each row as one of 32 bits.
    @inline(__always)
    func widened(_ sums: SIMD16<Int16>) -> SIMD8<Int32> {
        var result = SIMD8<Int32>()
        let ones = SIMD16<Int16>(repeating: 1)
        result._storage._value = Builtin.int_x86_avx2_pmadd_wd(
            sums._storage._value, ones._storage._value)
        return result
    }
#endif
