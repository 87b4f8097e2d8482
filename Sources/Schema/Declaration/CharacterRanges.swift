/// A set of characters: ranges of code points, or everything outside of them.
struct CharacterRanges: Sendable {
    let ranges: [ClosedRange<Unicode.Scalar>]
    let isNegated: Bool
    /// Which characters of ASCII belong to the set, as 128 bits.
    private let ascii: (UInt64, UInt64)

    init(_ ranges: [ClosedRange<Unicode.Scalar>], isNegated: Bool = false) {
        self.ranges = ranges
        self.isNegated = isNegated
        var bits: (UInt64, UInt64) = (0, 0)
        for value in UInt8(0)..<128 {
            let scalar = Unicode.Scalar(value)
            guard ranges.contains(where: { $0.contains(scalar) }) != isNegated else { continue }
            if value < 64 {
                bits.0 |= 1 << UInt64(value)
            } else {
                bits.1 |= 1 << UInt64(value - 64)
            }
        }
        ascii = bits
    }

    var negated: CharacterRanges { CharacterRanges(ranges, isNegated: !isNegated) }

    func contains(_ scalar: Unicode.Scalar) -> Bool {
        if scalar.value < 128 {
            let word = scalar.value < 64 ? ascii.0 : ascii.1
            return word >> UInt64(scalar.value & 63) & 1 == 1
        }
        return ranges.contains { $0.contains(scalar) } != isNegated
    }

    static let digits = CharacterRanges(["0"..."9"])
    static let word = CharacterRanges(["a"..."z", "A"..."Z", "0"..."9", "_"..."_"])
    static let space = CharacterRanges(["\t"..."\r", " "..." "])
}
