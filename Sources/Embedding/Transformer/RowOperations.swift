/// What an encoder does to one row of values at a time.
enum RowOperations {
    typealias Row = UnsafeMutablePointer<Float>

    @inline(__always)
    private static func load(_ row: UnsafePointer<Float>, _ column: Int) -> SIMD16<Float> {
        unsafe UnsafeRawPointer(row + column).loadUnaligned(as: SIMD16<Float>.self)
    }

    @inline(__always)
    private static func store(_ values: SIMD16<Float>, _ row: Row, _ column: Int) {
        unsafe UnsafeMutableRawPointer(row + column).storeBytes(of: values, as: SIMD16<Float>.self)
    }

    /// Adds another row; `count` is a multiple of 16.
    static func add(_ other: UnsafePointer<Float>, to row: Row, count: Int) {
        for column in stride(from: 0, to: count, by: 16) {
            unsafe store(load(row, column) + load(other, column), row, column)
        }
    }

    /// Adds a bias and applies GELU; `count` is a multiple of 16.
    static func gelu(_ row: Row, bias: UnsafePointer<Float>, count: Int) {
        for column in stride(from: 0, to: count, by: 16) {
            unsafe store(Exponential.gelu(load(row, column) + load(bias, column)), row, column)
        }
    }

    /// Makes mean 0 and variance 1, then scales and shifts; `count` is a multiple of 16.
    static func normalise(
        _ row: Row, scale: UnsafePointer<Float>, shift: UnsafePointer<Float>, count: Int,
        epsilon: Float
    ) {
        var sum = SIMD16<Float>.zero
        for column in stride(from: 0, to: count, by: 16) { sum += unsafe load(row, column) }
        let mean = sum.sum() / Float(count)
        var squares = SIMD16<Float>.zero
        for column in stride(from: 0, to: count, by: 16) {
            let difference = unsafe load(row, column) - mean
            squares += difference * difference
        }
        let factor = 1 / (squares.sum() / Float(count) + epsilon).squareRoot()
        for column in stride(from: 0, to: count, by: 16) {
            let value = unsafe (load(row, column) - mean) * factor
            unsafe store(value * load(scale, column) + load(shift, column), row, column)
        }
    }

    /// Makes positive values with sum 1 out of `count` scores.
    ///
    /// The row has room up to the next multiple of 16; what stands there afterwards is 0.
    static func softmax(_ row: Row, count: Int) {
        let end = (count + 15) & ~15
        for column in count..<end { unsafe row[column] = -.greatestFiniteMagnitude }
        var highest = SIMD16<Float>(repeating: -.greatestFiniteMagnitude)
        for column in stride(from: 0, to: end, by: 16) {
            highest = unsafe pointwiseMax(highest, load(row, column))
        }
        let maximum = highest.max()
        var sum = SIMD16<Float>.zero
        for column in stride(from: 0, to: end, by: 16) {
            let value = unsafe Exponential.exp(load(row, column) - maximum)
            unsafe store(value, row, column)
            sum += value
        }
        for column in count..<end { unsafe row[column] = 0 }
        // The padding gave e^-87 each, which vanishes in the rounding of a sum of at least 1.
        let factor = 1 / sum.sum()
        for column in stride(from: 0, to: end, by: 16) {
            unsafe store(load(row, column) * factor, row, column)
        }
    }
}
