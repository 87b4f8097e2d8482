#if !KERNELS_V3 && !KERNELS_V4
    import Builtin

    /// Σ code * query of the 16 rows of a block, by 16-bit products, as SSE2 and NEON have them.
    ///
    /// Four groups add at most 4 · 4 · 15 · 127 = 30,480 to a lane, so they fit before widening.
    @inline(__always)
    func blockSums(
        _ block: UnsafeRawPointer, _ groups: Int, _ query: UnsafePointer<Int32>
    ) -> SIMD16<Int32> {
        var sums = (SIMD4<Int32>(), SIMD4<Int32>(), SIMD4<Int32>(), SIMD4<Int32>())
        var group = 0
        while group < groups {
            let end = min(group &+ 4, groups)
            var narrow = (SIMD8<Int16>(), SIMD8<Int16>(), SIMD8<Int16>(), SIMD8<Int16>())
            while group < end {
                let address = unsafe block + 64 &* group
                let factors = unsafe Factors(query[2 &* group], query[2 &* group &+ 1])
                narrow.0 &+= unsafe factors.products(address)
                narrow.1 &+= unsafe factors.products(address + 16)
                narrow.2 &+= unsafe factors.products(address + 32)
                narrow.3 &+= unsafe factors.products(address + 48)
                group &+= 1
            }
            sums.0 &+= widened(narrow.0)
            sums.1 &+= widened(narrow.1)
            sums.2 &+= widened(narrow.2)
            sums.3 &+= widened(narrow.3)
        }
        return SIMD16(
            lowHalf: SIMD8(lowHalf: sums.0, highHalf: sums.1),
            highHalf: SIMD8(lowHalf: sums.2, highHalf: sums.3))
    }

    /// Eight dimensions of the query, spread over the 16-bit lanes as the nibbles of a row are.
    private struct Factors {
        let nibble0: SIMD8<Int16>
        let nibble1: SIMD8<Int16>
        let nibble2: SIMD8<Int16>
        let nibble3: SIMD8<Int16>

        @inline(__always)
        init(_ low: Int32, _ high: Int32) {
            nibble0 = Factors.spread(low)
            nibble1 = Factors.spread(high)
            nibble2 = Factors.spread(low &>> 8)
            nibble3 = Factors.spread(high &>> 8)
        }

        /// Bytes 0 and 2 of the word, sign-extended, in the even and the odd lanes.
        @inline(__always)
        static func spread(_ word: Int32) -> SIMD8<Int16> {
            halves(SIMD4<Int32>(repeating: word) &<< 8) &>> 8
        }

        /// The products of 4 rows × 8 dimensions, two 16-bit sums a row.
        @inline(__always)
        func products(_ address: UnsafeRawPointer) -> SIMD8<Int16> {
            let bytes = unsafe address.loadUnaligned(as: SIMD8<Int16>.self)
            let mask = SIMD8<Int16>(repeating: 15)
            let first = (bytes & mask) &* nibble0 &+ ((bytes &>> 4) & mask) &* nibble1
            return first &+ ((bytes &>> 8) & mask) &* nibble2 &+ ((bytes &>> 12) & mask) &* nibble3
        }
    }

    /// The two 16-bit sums of each row as one of 32 bits.
    @inline(__always)
    private func widened(_ sums: SIMD8<Int16>) -> SIMD4<Int32> {
        var words = SIMD4<Int32>()
        words._storage._value = Builtin.bitcast_Vec8xInt16_Vec4xInt32(sums._storage._value)
        return ((words &<< 16) &>> 16) &+ (words &>> 16)
    }

    @inline(__always)
    private func halves(_ words: SIMD4<Int32>) -> SIMD8<Int16> {
        var result = SIMD8<Int16>()
        result._storage._value = Builtin.bitcast_Vec4xInt32_Vec8xInt16(words._storage._value)
        return result
    }
#endif
