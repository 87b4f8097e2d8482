/// The numbers that a transformer multiplies.
///
/// It's part of a model's identity: vectors of different precision are never compared.
public enum ModelPrecision: String, Sendable, Hashable, CaseIterable {
    /// 32-bit floats.
    case f32

    /// 8-bit integers in the linear layers: weights with a scale for each output, activations with
    /// a range for each token, measured as they come. All else is 32-bit floats.
    case int8
}
