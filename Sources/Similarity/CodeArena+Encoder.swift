extension CodeArena {
    /// Writes codes to rows of an arena that have room; the arena must be there meanwhile.
    @safe struct Encoder: @unchecked Sendable {
        // `@unchecked`: two threads write to different rows, and chunks of memory never move.

        let groups: Int
        let bytesPerBlock: Int
        let step: Float
        let rotation: Rotation
        let kernels: Kernels
        let chunks: [UnsafeMutableRawPointer]

        /// The floats of a vector whose dimensions are rounded up to whole groups.
        var paddedDimensions: Int { 8 * groups }

        /// Writes the code of a vector of length 1; `scratch` has ``paddedDimensions`` floats.
        func encode(
            _ vector: UnsafePointer<Float>, row: UInt32, scratch: borrowing FloatScratch
        ) {
            unsafe scratch.start.update(from: vector, count: rotation.dimensions)
            unsafe rotation.apply(to: scratch.start, kernels: kernels)
            let (chunk, offset) = Int(row).quotientAndRemainder(dividingBy: rowsPerChunk)
            let block = unsafe chunks[chunk] + offset / rowsPerBlock * bytesPerBlock
            unsafe kernels.quantiseRow(
                scratch.start, groups, step, block, offset % rowsPerBlock)
        }
    }
}
