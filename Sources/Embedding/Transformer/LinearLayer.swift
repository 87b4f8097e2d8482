/// A linear layer: `y = x · weightᵀ + bias`, its weight packed for the kernels.
struct LinearLayer: Sendable {
    /// The packed weight.
    private enum Panels: Sendable {
        /// Panels of floats, and the bias.
        case f32([Float], bias: [Float])
        /// Panels of signed bytes; the scale, the sum of the scaled weights and the bias of each
        /// output.
        case int8([Int8], factors: [Float])
    }

    /// The values of a row that comes in and of one that goes out.
    let inputs: Int
    let outputs: Int

    private let panels: Panels

    /// Packs a weight of `bias.count` × `inputs`, both of which are padded.
    init(weight: [Float], bias: [Float], precision: ModelPrecision, kernels: ModelKernels) {
        outputs = bias.count
        inputs = weight.count / bias.count
        switch precision {
        case .f32:
            panels = .f32(
                Self.packed(weight, inputs, width: kernels.panelWidth, depth: 1), bias: bias)
        case .int8:
            let quantised = QuantisedWeight(weight, inputs: inputs)
            panels = .int8(
                Self.packed(quantised.bytes, inputs, width: kernels.bytePanelWidth, depth: 4),
                factors: quantised.scales + quantised.sums + bias)
        }
    }

    /// Multiplies rows of `inputs` values and replaces rows of `outputs` values, or adds to them.
    func multiply(
        _ input: UnsafePointer<Float>, rows: Int, adding: Bool = false,
        into output: UnsafeMutablePointer<Float>, _ memory: borrowing EncoderMemory
    ) {
        let kernels = memory.kernels
        let rows = ModelKernels.padded(rows: rows)
        switch panels {
        case .f32(let panels, let bias):
            unsafe panels.withUnsafeBufferPointer { panels in
                unsafe bias.withUnsafeBufferPointer { bias in
                    guard let panels = panels.baseAddress, let bias = bias.baseAddress else {
                        return
                    }
                    unsafe kernels.multiplyF32(
                        input, inputs, rows, inputs, panels, bias, outputs, adding ? 1 : 0, output,
                        outputs, memory.scratch)
                }
            }
        case .int8(let panels, let factors):
            unsafe kernels.quantise(input, rows, inputs, memory.bytes, memory.rowFactors)
            unsafe panels.withUnsafeBytes { panels in
                unsafe factors.withUnsafeBufferPointer { factors in
                    guard let panels = panels.baseAddress, let factors = factors.baseAddress else {
                        return
                    }
                    unsafe kernels.multiplyI8(
                        memory.bytes, memory.rowFactors, rows, inputs, panels, factors, outputs,
                        adding ? 1 : 0, output, outputs, UnsafeMutableRawPointer(memory.scratch))
                }
            }
        }
    }

    /// Puts a weight of rows of `inputs` into panels of `width` rows: `depth` inputs of each row,
    /// then the next ones.
    private static func packed<Element>(
        _ weight: [Element], _ inputs: Int, width: Int, depth: Int
    ) -> [Element] {
        unsafe [Element](unsafeUninitializedCapacity: weight.count) { panels, count in
            for start in stride(from: 0, to: weight.count / inputs, by: width) {
                for input in stride(from: 0, to: inputs, by: depth) {
                    for row in start..<start + width {
                        for place in row * inputs + input..<row * inputs + input + depth {
                            unsafe panels.initializeElement(at: count, to: weight[place])
                            count += 1
                        }
                    }
                }
            }
        }
    }
}
