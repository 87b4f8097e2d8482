#if KERNELS_V4
    import Builtin

    /// Σ code * query of one row, by VPDPBUSD.
    @inline(__always)
    func codeRowSum(
        _ row: UnsafeRawPointer, _ pieces: Int, _ query: UnsafePointer<Int8>
    ) -> Int32 {
        var (low, high) = (SIMD16<Int32>(), SIMD16<Int32>())
        let mask = SIMD16<UInt32>(repeating: 0x0F0F_0F0F)
        for piece in 0..<pieces {
            let bytes = unsafe (row + 64 &* piece).loadUnaligned(as: SIMD16<UInt32>.self)
            let levels = unsafe UnsafeRawPointer(query + 128 &* piece)
            let first = unsafe levels.loadUnaligned(as: SIMD16<Int32>.self)
            let second = unsafe levels.loadUnaligned(
                fromByteOffset: 64, as: SIMD16<Int32>.self)
            low._storage._value = Builtin.int_x86_avx512_vpdpbusd_512(
                low._storage._value, (bytes & mask)._storage._value, first._storage._value)
            high._storage._value = Builtin.int_x86_avx512_vpdpbusd_512(
                high._storage._value, ((bytes &>> 4) & mask)._storage._value,
                second._storage._value)
        }
        return horizontalSum(low &+ high)
    }
#elseif KERNELS_V3
    /// Σ code * query of one row, by VPMADDUBSW.
    @inline(__always)
    func codeRowSum(
        _ row: UnsafeRawPointer, _ pieces: Int, _ query: UnsafePointer<Int8>
    ) -> Int32 {
        var sums = SIMD8<Int32>()
        for piece in 0..<pieces {
            let levels = unsafe UnsafeRawPointer(query + 128 &* piece)
            for half in 0..<2 {
                let place = 32 &* half
                let low = unsafe levels.loadUnaligned(
                    fromByteOffset: place, as: SIMD8<Int32>.self)
                let high = unsafe levels.loadUnaligned(
                    fromByteOffset: 64 &+ place, as: SIMD8<Int32>.self)
                sums &+= widened(unsafe products(row + (64 &* piece &+ place), low, high))
            }
        }
        return horizontalSum(sums)
    }
#else
    /// Σ code * query of one row.
    @inline(__always)
    func codeRowSum(
        _ row: UnsafeRawPointer, _ pieces: Int, _ query: UnsafePointer<Int8>
    ) -> Int32 {
        var sum: Int32 = 0
        let bytes = unsafe row.assumingMemoryBound(to: UInt8.self)
        for piece in 0..<pieces {
            let levels = unsafe query + 128 &* piece
            for place in 0..<64 {
                let byte = unsafe bytes[64 &* piece &+ place]
                unsafe sum &+= Int32(byte & 15) &* Int32(levels[place])
                unsafe sum &+= Int32(byte &>> 4) &* Int32(levels[64 &+ place])
            }
        }
        return sum
    }
#endif
