#if !KERNELS_V3 && !KERNELS_V4
    /// What the symbols of sixteen rows add up to for one query, row by row.
    @safe struct SketchSums {
        let part: UnsafeRawPointer
        let symbols: Int
        let tables: UnsafeRawPointer

        /// The sums of four rows from 16 · quarter on: one lookup for eight dimensions of a row.
        @inline(__always)
        func quarter(_ quarter: Int) -> IntegerLanes {
            var sums = IntegerLanes()
            for lane in 0..<4 { sums[lane] = sum(4 &* lane &+ quarter) }
            return sums
        }

        @inline(__always)
        private func sum(_ place: Int) -> Int32 {
            var byte = unsafe part + place
            var table = unsafe tables
            var sum: Int32 = 0
            for _ in 0..<symbols {
                let symbol = unsafe Int(byte.load(as: UInt8.self))
                unsafe sum &+= Int32(table.load(fromByteOffset: symbol, as: UInt8.self))
                unsafe byte += 64
                unsafe table += 256
            }
            return sum
        }
    }

    /// The sums of four queries, whose tables follow one another.
    @inline(__always)
    func sketchSums4(
        _ part: UnsafeRawPointer, _ symbols: Int, _ tables: UnsafeRawPointer
    ) -> (SketchSums, SketchSums, SketchSums, SketchSums) {
        func sums(_ query: Int) -> SketchSums {
            unsafe SketchSums(
                part: part, symbols: symbols, tables: tables + ((query &* symbols) &<< sketchBits))
        }
        return (sums(0), sums(1), sums(2), sums(3))
    }
#endif
