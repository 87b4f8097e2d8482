/// A linear layer: `y = x · weightᵀ + bias`.
///
/// The weight is kept as panels: `panelWidth` outputs each, `inputs` × `panelWidth` in memory, so
/// that a panel and some rows of `x` make a product that OpenBLAS need not copy anything for.
/// Without such small products the whole weight is one panel.
struct LinearLayer: Sendable {
    let bias: [Float]
    let inputs: Int
    let outputs: Int

    private let panels: [Float]
    private let panelWidth: Int
    private let chunk: Int
    private let rowsAtOnce: Int

    /// Arranges a weight of `outputs` × `inputs`.
    init(weight: [Float], bias: [Float], blas: BLAS) {
        let outputs = bias.count
        let inputs = weight.count / outputs
        let small = blas.smallProducts > 0
        let panelWidth = small ? min(32, outputs) : outputs
        var panels = [Float](repeating: 0, count: weight.count)
        var place = 0
        for start in stride(from: 0, to: outputs, by: panelWidth) {
            for input in 0..<inputs {
                for output in start..<min(start + panelWidth, outputs) {
                    panels[place] = weight[output * inputs + input]
                    place += 1
                }
            }
        }
        self.panels = panels
        self.panelWidth = panelWidth
        self.bias = bias
        self.inputs = inputs
        self.outputs = outputs
        chunk = small ? min(384, inputs) : inputs
        rowsAtOnce = small ? blas.smallProducts / (panelWidth * chunk) : .max
    }

    /// Multiplies rows of `inputs` values and adds the result to rows of `outputs` values, or
    /// replaces them; the bias is not added.
    func multiply(
        _ input: UnsafePointer<Float>, rows: Int, by blas: BLAS, adding: Bool = false,
        into output: UnsafeMutablePointer<Float>
    ) {
        unsafe panels.withUnsafeBufferPointer { panels in
            guard let panels = panels.baseAddress else { return }
            var row = 0
            while row < rows {
                let count = min(rowsAtOnce, rows - row)
                for column in stride(from: 0, to: outputs, by: panelWidth) {
                    unsafe multiply(
                        input + row * inputs, rows: count, by: blas, adding: adding,
                        panel: panels + column * inputs,
                        width: min(panelWidth, outputs - column),
                        into: output + row * outputs + column)
                }
                row += count
            }
        }
    }

    private func multiply(
        _ input: UnsafePointer<Float>, rows: Int, by blas: BLAS, adding: Bool,
        panel: UnsafePointer<Float>, width: Int, into output: UnsafeMutablePointer<Float>
    ) {
        for start in stride(from: 0, to: inputs, by: chunk) {
            unsafe blas.multiply(
                BLAS.Matrix(values: input + start, stride: inputs),
                BLAS.Matrix(values: panel + start * width, stride: width), transposed: false,
                rows: rows, columns: width, inner: min(chunk, inputs - start),
                adding: adding || start > 0 ? 1 : 0, into: output, resultStride: outputs)
        }
    }
}
