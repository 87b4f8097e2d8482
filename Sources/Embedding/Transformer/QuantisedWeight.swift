/// A weight as signed bytes, each output with a scale of its own.
struct QuantisedWeight: Sendable {
    /// Rows of bytes from -127 to 127.
    let bytes: [Int8]

    /// What the bytes of each row are multiplied by.
    let scales: [Float]

    /// The sum of each row's bytes times its scale.
    let sums: [Float]

    /// Rounds rows of `inputs` values, so that the largest magnitude of each becomes 127.
    init(_ weight: [Float], inputs: Int) {
        let rows = weight.count / inputs
        var scales = [Float](repeating: 0, count: rows)
        var sums = scales
        bytes = unsafe [Int8](unsafeUninitializedCapacity: weight.count) { bytes, count in
            for row in 0..<rows {
                let values = weight[row * inputs..<(row + 1) * inputs]
                let largest = values.reduce(0) { max($0, abs($1)) }
                let inverse = largest > 0 ? 127 / largest : 0
                var sum = 0
                for value in values {
                    // At most 127 in magnitude, give or take a rounding that is cut off.
                    let byte = Int8(max(-127, min(127, (value * inverse).rounded())))
                    unsafe bytes.initializeElement(at: count, to: byte)
                    sum += Int(byte)
                    count += 1
                }
                scales[row] = largest / 127
                sums[row] = scales[row] * Float(sum)
            }
        }
        self.scales = scales
        self.sums = sums
    }
}
