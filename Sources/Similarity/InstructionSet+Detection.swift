#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

extension InstructionSet {
    /// The tiers that this processor can run, `base` first.
    public static let available: [InstructionSet] = allCases.filter { $0 <= widest }

    /// The tier that serves this process: the widest, or what `LEADLINE_ISA` names.
    ///
    /// A name that is no tier, or a tier that the processor lacks, is ignored here; ``requested``
    /// tells the caller, who can refuse to start.
    public static let active: InstructionSet = {
        guard let name = requested, let tier = InstructionSet(rawValue: name), tier <= widest else {
            return widest
        }
        return tier
    }()

    /// The value of `LEADLINE_ISA`, or nil if it is not set.
    public static let requested: String? = unsafe getenv("LEADLINE_ISA").map {
        unsafe String(cString: $0)
    }

    private static let widest: InstructionSet = {
        #if arch(x86_64) && canImport(Glibc)
            guard let leaf1 = activeFeatures(leaf: 0), let leaf7 = activeFeatures(leaf: 1),
                let extended = activeFeatures(leaf: 2)
            else { return .base }
            // FMA, MOVBE, OSXSAVE, AVX, F16C; BMI1, AVX2, BMI2; LZCNT.
            let hasV3 =
                leaf1.ecx.holds(bits: [12, 22, 27, 28, 29]) && leaf7.ebx.holds(bits: [3, 5, 8])
                && extended.ecx.holds(bits: [5])
            // AVX512F, DQ, CD, BW, VL; VBMI, VNNI, VPOPCNTDQ.
            let hasV4 =
                leaf7.ebx.holds(bits: [16, 17, 28, 30, 31]) && leaf7.ecx.holds(bits: [1, 11, 14])
            return hasV3 ? (hasV4 ? .v4 : .v3) : .base
        #else
            return .base
        #endif
    }()

    #if arch(x86_64) && canImport(Glibc)
        /// The features that processor and kernel both support, from glibc 2.33 or later.
        ///
        /// An older C library has no such function; the process then runs on the baseline.
        /// Source: glibc manual, "X86-specific Facilities", `<sys/platform/x86.h>`.
        private static func activeFeatures(leaf: UInt32) -> (ebx: UInt32, ecx: UInt32)? {
            typealias Lookup = @convention(c) (UInt32) -> UnsafePointer<UInt32>?
            guard let symbol = unsafe dlsym(nil, "__x86_get_cpuid_feature_leaf") else { return nil }
            let lookup = unsafe unsafeBitCast(symbol, to: Lookup.self)
            guard let registers = unsafe lookup(leaf) else { return nil }
            // eax, ebx, ecx, edx as cpuid gives them, then the same four as usable.
            return unsafe (ebx: registers[5], ecx: registers[6])
        }
    #endif
}

extension UInt32 {
    fileprivate func holds(bits: [UInt32]) -> Bool {
        bits.allSatisfy { self & (1 << $0) != 0 }
    }
}
