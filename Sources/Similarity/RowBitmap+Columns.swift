// Columns hold a value a row. Rows past the end of a column are taken out.
extension RowBitmap {
    /// Keeps the rows whose value is the wanted one.
    public mutating func keep(_ column: [UInt8], equalTo wanted: UInt8) {
        unsafe eachChunk(column) { kernels, values, words, count in
            unsafe kernels.keepEqual8(values, wanted, words, count)
        }
    }

    /// Keeps the rows whose value is the wanted one.
    public mutating func keep(_ column: [UInt16], equalTo wanted: UInt16) {
        unsafe eachChunk(column) { kernels, values, words, count in
            unsafe kernels.keepEqual16(values, wanted, words, count)
        }
    }

    /// Keeps the rows whose value is the wanted one.
    public mutating func keep(_ column: [UInt32], equalTo wanted: UInt32) {
        unsafe eachChunk(column) { kernels, values, words, count in
            unsafe kernels.keepEqual32(values, wanted, words, count)
        }
    }

    /// Keeps the rows whose value is `least`…`most`.
    public mutating func keep(_ column: [Int8], from least: Int8, to most: Int8) {
        unsafe eachChunk(column) { kernels, values, words, count in
            unsafe kernels.keepBetween8(values, least, most, words, count)
        }
    }

    /// Keeps the rows whose value is `least`…`most`.
    public mutating func keep(_ column: [Int64], from least: Int64, to most: Int64) {
        unsafe eachChunk(column) { kernels, values, words, count in
            unsafe kernels.keepBetween64(values, least, most, words, count)
        }
    }

    /// Shows the whole words to the kernel, and then the last rows, padded to a word.
    private mutating func eachChunk<Value: BitwiseCopyable>(
        _ column: [Value],
        _ kernel: (Kernels, UnsafeRawPointer, UnsafeMutablePointer<UInt64>, Int) -> Void
    ) {
        let whole = min(column.count / 64, words.count)
        truncate(toRows: column.count)
        unsafe column.withUnsafeBytes { values in
            unsafe withUnsafeWords { words in
                guard let values = values.baseAddress, let start = words.baseAddress else {
                    return
                }
                unsafe kernel(.active, values, start, whole)
                guard whole < words.count else { return }
                let rest = column.count % 64 * MemoryLayout<Value>.stride
                unsafe withUnsafeTemporaryAllocation(
                    byteCount: 64 * MemoryLayout<Value>.stride, alignment: 64
                ) { padded in
                    unsafe padded.initializeMemory(as: UInt8.self, repeating: 0)
                    unsafe padded.copyMemory(
                        from: UnsafeRawBufferPointer(
                            start: values + whole * 64 * MemoryLayout<Value>.stride, count: rest))
                    guard let base = padded.baseAddress else { return }
                    unsafe kernel(.active, UnsafeRawPointer(base), start + whole, 1)
                }
            }
        }
    }
}

extension RowBitmap {
    /// Keeps the rows for which the condition holds.
    @inlinable
    public mutating func filter(_ holds: (Int) -> Bool) {
        for index in words.indices where words[index] != 0 {
            var word = words[index]
            var left = word
            while left != 0 {
                let bit = left.trailingZeroBitCount
                left &= left - 1
                if !holds(index * 64 + bit) { word &= ~(1 << UInt64(bit)) }
            }
            replaceWord(index, word)
        }
    }
}
