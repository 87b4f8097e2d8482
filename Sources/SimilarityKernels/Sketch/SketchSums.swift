#if KERNELS_V3 || KERNELS_V4
    import Builtin

    #if KERNELS_V4
        typealias SymbolLanes = SIMD64<UInt8>
    #else
        typealias SymbolLanes = SIMD32<UInt8>
    #endif

    /// What a register of symbols adds up to for one query: two sums of 16 bits in each lane, those
    /// of rows 32 apart; the rows from 16 on and from 48 on stand in `odd`.
    struct SketchSums {
        private var even = RowLanes()
        private var odd = RowLanes()

        /// Adds sums in bytes.
        @inline(__always)
        mutating func add(_ bytes: SymbolLanes) {
            let (words, mask) = (words(bytes), RowLanes(repeating: 0x00FF_00FF))
            even &+= words & mask
            odd &+= (words &>> 8) & mask
        }

        /// The sums of rows 16 · quarter and on.
        @inline(__always)
        func quarter(_ quarter: Int) -> IntegerLanes {
            let words = quarter & 1 == 0 ? even : odd
            let sums = quarter < 2 ? words & 0xFFFF : words &>> 16
            var result = IntegerLanes()
            result._storage._value = sums._storage._value
            return result
        }
    }

    /// The sums of four queries, whose tables follow one another, from one reading of the symbols.
    @inline(__always)
    func sketchSums4(
        _ part: UnsafeRawPointer, _ symbols: Int, _ tables: UnsafeRawPointer
    ) -> (SketchSums, SketchSums, SketchSums, SketchSums) {
        var (a, b, c, d) = (SketchSums(), SketchSums(), SketchSums(), SketchSums())
        let size = symbols &<< sketchBits
        var symbol = 0
        while symbol < symbols {
            let end = min(symbol &+ sketchRun, symbols)
            var (i, j) = (SymbolLanes(), SymbolLanes())
            var (k, l) = (i, j)
            while symbol < end {
                let codes = unsafe (part + 64 &* symbol).loadUnaligned(as: SymbolLanes.self)
                let table = unsafe tables + (symbol &<< sketchBits)
                i &+= unsafe lookup(codes, table)
                j &+= unsafe lookup(codes, table + size)
                k &+= unsafe lookup(codes, table + 2 &* size)
                l &+= unsafe lookup(codes, table + 3 &* size)
                symbol &+= 1
            }
            a.add(i)
            b.add(j)
            c.add(k)
            d.add(l)
        }
        return (a, b, c, d)
    }

    #if KERNELS_V4
        /// The entries of 64 symbols of six bits, by VPERMB.
        @inline(__always)
        private func lookup(_ symbols: SymbolLanes, _ table: UnsafeRawPointer) -> SymbolLanes {
            let entries = unsafe table.loadUnaligned(as: SymbolLanes.self)
            var result = SymbolLanes()
            result._storage._value = Builtin.int_x86_avx512_permvar_qi_512(
                entries._storage._value, symbols._storage._value)
            return result
        }

        @inline(__always)
        private func words(_ bytes: SymbolLanes) -> RowLanes {
            var words = RowLanes()
            words._storage._value = Builtin.bitcast_Vec64xInt8_Vec16xInt32(bytes._storage._value)
            return words
        }
    #else
        /// The entries of 32 symbols of four bits, by VPSHUFB.
        @inline(__always)
        private func lookup(_ symbols: SymbolLanes, _ table: UnsafeRawPointer) -> SymbolLanes {
            let entries = unsafe table.loadUnaligned(as: SIMD2<UInt64>.self)
            let twice = SIMD4(entries.x, entries.y, entries.x, entries.y)
            var result = SymbolLanes()
            result._storage._value = Builtin.int_x86_avx2_pshuf_b(
                Builtin.bitcast_Vec4xInt64_Vec32xInt8(twice._storage._value),
                symbols._storage._value)
            return result
        }

        @inline(__always)
        private func words(_ bytes: SymbolLanes) -> RowLanes {
            var words = RowLanes()
            words._storage._value = Builtin.bitcast_Vec32xInt8_Vec8xInt32(bytes._storage._value)
            return words
        }
    #endif
#endif
