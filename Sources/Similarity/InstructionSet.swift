/// The tiers for which the kernels are compiled.
///
/// `LEADLINE_ISA=base|v3|v4` forces a tier at start; a tier that the processor lacks is not chosen.
/// On arm64 `base` is NEON and the only one. Debug builds hold the code of `base` in every tier.
public enum InstructionSet: String, Sendable, CaseIterable, Comparable {
    /// What every processor of the architecture has: SSE2 or NEON.
    case base
    /// x86-64-v3: AVX2, FMA, F16C.
    case v3
    /// x86-64-v4 with VBMI, VNNI and VPOPCNTDQ.
    case v4

    /// Orders the tiers from the narrowest to the widest.
    public static func < (left: InstructionSet, right: InstructionSet) -> Bool {
        left.rank < right.rank
    }

    private var rank: Int {
        switch self {
        case .base: 0
        case .v3: 1
        case .v4: 2
        }
    }
}
