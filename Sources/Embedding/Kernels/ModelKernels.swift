internal import Similarity

/// The kernels of the models, of one instruction set, as plain C functions.
@safe struct ModelKernels: Sendable {
    typealias Floats = UnsafePointer<Float>
    typealias Results = UnsafeMutablePointer<Float>
    typealias MultiplyF32 =
        @convention(c) (
            Floats, Int, Int, Int, Floats, Floats, Int, Int, Results, Int, Results
        ) -> Void
    typealias MultiplyI8 =
        @convention(c) (
            UnsafeRawPointer, Floats, Int, Int, UnsafeRawPointer, Floats, Int, Int, Results, Int,
            UnsafeMutableRawPointer
        ) -> Void

    /// Every side of a matrix is padded to a multiple of this: the widest panel of all tiers.
    static let widestPanel = 32

    /// The values that the kernels need as scratch memory.
    static let scratchSize = 12 * widestPanel

    /// The columns of a panel of floats and of one of bytes.
    let panelWidth: Int
    let bytePanelWidth: Int
    /// The bytes of a quantised activation.
    let activationBytes: Int
    let multiplyF32: MultiplyF32
    let multiplyI8: MultiplyI8
    let quantise: @convention(c) (Floats, Int, Int, UnsafeMutableRawPointer, Results) -> Void
    let gelu: @convention(c) (Results, Int) -> Void
    let normalise: @convention(c) (Results, Int, Floats, Floats, Float) -> Void
    let softmax: @convention(c) (Results, Int, Float) -> Void
    let packColumns: @convention(c) (Floats, Int, Int, Int, Results) -> Void
    let packRows: @convention(c) (Floats, Int, Int, Int, Results) -> Void
    let poolRows:
        @convention(c) (
            UnsafeRawPointer, UnsafeRawPointer, Int, UnsafePointer<UInt32>, Int, Results
        ) -> Float
    let scaleRow: @convention(c) (Results, Int, Float) -> Void

    /// The kernels of the tier that serves this process.
    static let active = of(.active)

    /// The kernels of an instruction set, which the processor must have.
    static func of(_ tier: InstructionSet) -> ModelKernels {
        switch tier {
        case .base: .base
        case .v3: .v3
        case .v4: .v4
        }
    }

    /// Rows that a matrix of activations has room for, which is more than it has.
    static func padded(rows: Int) -> Int { (rows + 3) & ~3 }

    /// The columns that a matrix has room for.
    static func padded(_ columns: Int) -> Int {
        (columns + widestPanel - 1) / widestPanel * widestPanel
    }
}
