/// The parts of a regular expression that stand for one character.
extension PatternParser {
    /// What follows a backslash.
    mutating func escaped() throws(PatternError) -> CharacterRanges {
        guard let scalar = current else { throw error("an escape is not complete") }
        index += 1
        switch scalar {
        case "d": return .digits
        case "w": return .word
        case "s": return .space
        case "D": return .digits.negated
        case "W": return .word.negated
        case "S": return .space.negated
        case "n": return CharacterRanges(["\n"..."\n"])
        case "r": return CharacterRanges(["\r"..."\r"])
        case "t": return CharacterRanges(["\t"..."\t"])
        case "x", "u":
            let code = try code(digits: scalar == "x" ? 2 : 4)
            return CharacterRanges([code...code])
        default:
            guard !scalar.properties.isAlphabetic, Character(scalar).wholeNumberValue == nil else {
                throw error("this escape is not supported")
            }
            return CharacterRanges([scalar...scalar])
        }
    }

    private mutating func code(digits count: Int) throws(PatternError) -> Unicode.Scalar {
        var value: UInt32 = 0
        for _ in 0..<count {
            guard let scalar = current, let digit = Character(scalar).hexDigitValue else {
                throw error("a hexadecimal digit is missing")
            }
            value = value << 4 | UInt32(digit)
            index += 1
        }
        guard let scalar = Unicode.Scalar(value) else { throw error("this is no character") }
        return scalar
    }

    mutating func bracketed() throws(PatternError) -> CharacterRanges {
        let isNegated = current == "^"
        if isNegated { index += 1 }
        var ranges: [ClosedRange<Unicode.Scalar>] = []
        var isFirst = true
        while let scalar = current, scalar != "]" || isFirst {
            isFirst = false
            let low = try classItem(&ranges)
            guard let low else { continue }
            guard current == "-", index + 1 < scalars.count, scalars[index + 1] != "]" else {
                ranges.append(low...low)
                continue
            }
            index += 1
            guard let high = try classItem(&ranges), high >= low else {
                throw error("the ends of a range are in the wrong order")
            }
            ranges.append(low...high)
        }
        guard current == "]" else { throw error("a class is not closed") }
        index += 1
        return CharacterRanges(ranges, isNegated: isNegated)
    }

    /// A single character, or nil after adding a class such as `\d`.
    private mutating func classItem(
        _ ranges: inout [ClosedRange<Unicode.Scalar>]
    ) throws(PatternError) -> Unicode.Scalar? {
        guard let scalar = current else { throw error("a class is not closed") }
        index += 1
        guard scalar == "\\" else { return scalar }
        let escaped = try escaped()
        guard !escaped.isNegated else { throw error("this escape is not supported in a class") }
        if escaped.ranges.count == 1, escaped.ranges[0].lowerBound == escaped.ranges[0].upperBound {
            return escaped.ranges[0].lowerBound
        }
        ranges += escaped.ranges
        return nil
    }
}
