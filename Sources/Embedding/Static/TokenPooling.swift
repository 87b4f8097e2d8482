#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#else
    internal import Darwin
#endif

/// Sums up rows of an 8-bit table, each times its scale, and scales the sum to length 1.
@safe struct TokenPooling {
    /// Columns that are summed at a time; they stay in registers over all rows.
    static let width = 32

    /// Row-major 8-bit integers.
    let rows: UnsafeRawPointer

    /// One 32-bit float a row.
    let scales: UnsafeRawPointer

    /// The columns of a row, a multiple of `width`.
    let dimensions: Int

    /// Writes the normalised sum; false if there is nothing to normalise.
    func sum(_ tokens: UnsafeBufferPointer<UInt32>, into output: UnsafeMutablePointer<Float>)
        -> Bool
    {
        var square = SIMD16<Float>.zero
        for column in stride(from: 0, to: dimensions, by: Self.width) {
            var left = SIMD16<Float>.zero
            var right = SIMD16<Float>.zero
            for index in tokens.indices {
                let token = unsafe Int(tokens[index])
                let scale = unsafe scales.loadUnaligned(
                    fromByteOffset: 4 &* token, as: Float.self)
                let row = unsafe rows + (token &* dimensions &+ column)
                left += unsafe Self.floats(row) * scale
                right += unsafe Self.floats(row + 16) * scale
            }
            square += left * left + right * right
            let place = unsafe UnsafeMutableRawPointer(output + column)
            unsafe place.storeBytes(of: left, as: SIMD16<Float>.self)
            unsafe place.storeBytes(of: right, toByteOffset: 64, as: SIMD16<Float>.self)
        }
        let length = square.sum().squareRoot()
        guard length > 0, length.isFinite else { return false }
        let factor = 1 / length
        for column in 0..<dimensions { unsafe output[column] *= factor }
        return true
    }

    @inline(__always)
    private static func floats(_ bytes: UnsafeRawPointer) -> SIMD16<Float> {
        let integers = unsafe bytes.loadUnaligned(as: SIMD16<Int8>.self)
        return SIMD16<Float>(SIMD16<Int32>(truncatingIfNeeded: integers))
    }
}
