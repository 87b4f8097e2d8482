/// Sums up rows of an 8-bit table, each times its scale, and scales the sum to length 1.
@safe struct TokenPooling {
    /// The dimensions of a table are a multiple of this: the lanes of two of the widest registers.
    static let width = 32

    /// Row-major 8-bit integers.
    let rows: UnsafeRawPointer

    /// One 32-bit float a row.
    let scales: UnsafeRawPointer

    /// The columns of a row, a multiple of `width`.
    let dimensions: Int

    /// Writes the normalised sum; false if there is nothing to normalise.
    func sum(
        _ tokens: UnsafeBufferPointer<UInt32>, into output: UnsafeMutablePointer<Float>,
        by kernels: ModelKernels = .active
    ) -> Bool {
        guard let picked = tokens.baseAddress else { return false }
        let square = unsafe kernels.poolRows(
            rows, scales, dimensions, picked, tokens.count, output)
        let length = square.squareRoot()
        guard length > 0, length.isFinite else { return false }
        unsafe kernels.scaleRow(output, dimensions, 1 / length)
        return true
    }
}
