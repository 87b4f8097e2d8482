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

    /// Calls `body` for every 16 values of a row and of an array as long, a multiple of 16.
    @inline(__always)
    private static func combine(
        _ row: Row, _ values: [Float], _ body: (SIMD16<Float>, SIMD16<Float>) -> SIMD16<Float>
    ) {
        unsafe values.withUnsafeBufferPointer { values in
            guard let start = values.baseAddress else { return }
            for column in stride(from: 0, to: values.count, by: 16) {
                unsafe store(body(load(row, column), load(start, column)), row, column)
            }
        }
    }

    /// Adds values.
    static func add(_ values: [Float], to row: Row) {
        unsafe combine(row, values) { $0 + $1 }
    }

    /// Adds a bias and applies GELU.
    static func gelu(_ row: Row, bias: [Float]) {
        unsafe combine(row, bias) { Exponential.gelu($0 + $1) }
    }

    /// Makes mean 0 and variance 1, then scales and shifts.
    static func normalise(_ row: Row, _ norm: TransformerWeights.Norm, epsilon: Float) {
        let count = norm.scale.count
        var sum = SIMD16<Float>.zero
        for column in stride(from: 0, to: count, by: 16) { sum += unsafe load(row, column) }
        let mean = sum.sum() / Float(count)
        var squares = SIMD16<Float>.zero
        for column in stride(from: 0, to: count, by: 16) {
            let difference = unsafe load(row, column) - mean
            squares += difference * difference
        }
        let factor = 1 / (squares.sum() / Float(count) + epsilon).squareRoot()
        unsafe combine(row, norm.scale) { ($0 - mean) * factor * $1 }
        unsafe add(norm.shift, to: row)
    }

    /// Makes positive values with sum 1 out of `count` scores.
    ///
    /// The row has room up to the next multiple of 16; what stands there afterwards is 0.
    static func softmax(_ row: Row, count: Int) {
        let end = (count + 15) & ~15
        var maximum = -Float.greatestFiniteMagnitude
        for column in 0..<count { maximum = unsafe max(maximum, row[column]) }
        for column in count..<end { unsafe row[column] = maximum - 1_000 }
        var sum = SIMD16<Float>.zero
        for column in stride(from: 0, to: end, by: 16) {
            let value = unsafe Exponential.decay(maximum - load(row, column))
            unsafe store(value, row, column)
            sum += value
        }
        for column in count..<end { unsafe row[column] = 0 }
        // The padding gave e^-60 each, which vanishes in the rounding of a sum of at least 1.
        let factor = 1 / sum.sum()
        for column in stride(from: 0, to: end, by: 16) {
            unsafe store(load(row, column) * factor, row, column)
        }
    }
}
