/// Reads tensors of 32-bit floats by name, with or without the prefix `bert.`.
struct TensorReader {
    private let file: MappedFile
    private let tensors: Safetensors
    private let prefix: String

    /// Reads the header of a safetensors file.
    ///
    /// - Throws: `ModelError` with code `weightsInvalid`.
    init(file: MappedFile) throws(ModelError) {
        self.file = file
        tensors = try unsafe Safetensors(file.bytes)
        prefix = tensors.tensors.keys.contains { $0.hasPrefix("bert.") } ? "bert." : ""
    }

    /// The offset of a tensor in the file; its type, shape and values have been checked.
    ///
    /// - Throws: `ModelError` with code `weightsInvalid`, `tensorMissing`, `typeMismatch`,
    ///   `shapeMismatch` or `valueInvalid`.
    func offset(_ name: String, _ shape: [Int]) throws(ModelError) -> Int {
        let tensor = try tensors.tensor(prefix + name, type: "F32", shape: shape)
        guard tensor.range.lowerBound.isMultiple(of: 4) else {
            throw ModelError(.weightsInvalid, "tensor \(name) is not aligned to 4 bytes")
        }
        let values = unsafe file.floats(at: tensor.range.lowerBound)
        // A value times 0 is 0, unless it's infinite or NaN: then it's NaN, and so is the sum.
        var sum = SIMD8<Float>.zero
        let count = tensor.range.count / 4
        for index in stride(from: 0, to: count & ~7, by: 8) {
            sum += unsafe UnsafeRawPointer(values + index).loadUnaligned(as: SIMD8<Float>.self) * 0
        }
        for index in count & ~7..<count { sum[0] += unsafe values[index] * 0 }
        guard sum.sum() == 0 else {
            throw ModelError(.valueInvalid, "tensor \(name) has a value that is not finite")
        }
        return tensor.range.lowerBound
    }

    /// A copy of a tensor.
    func values(_ name: String, _ shape: [Int]) throws(ModelError) -> [Float] {
        let start = try unsafe file.floats(at: offset(name, shape))
        return unsafe Array(UnsafeBufferPointer(start: start, count: shape.reduce(1, *)))
    }

    /// Linear layers with the same input, side by side; each weight is `outputs` × `inputs`.
    func linear(
        _ names: [String], _ inputs: PaddedAxis, _ outputs: PaddedAxis, _ precision: ModelPrecision,
        _ kernels: ModelKernels
    ) throws(ModelError) -> LinearLayer {
        var weight: [Float] = []
        var bias: [Float] = []
        for name in names {
            let found = try values(name + ".weight", [outputs.count, inputs.count])
            weight += PaddedAxis.spread(found, rows: outputs, columns: inputs)
            bias += outputs.spread(try values(name + ".bias", [outputs.count]))
        }
        return LinearLayer(weight: weight, bias: bias, precision: precision, kernels: kernels)
    }

    /// A layer normalisation.
    func norm(_ name: String, _ size: Int) throws(ModelError) -> TransformerWeights.Norm {
        try TransformerWeights.Norm(
            scale: values(name + ".weight", [size]), shift: values(name + ".bias", [size]))
    }
}
