/// One word of the tables of `UnicodeRules`: `41-5A>61` or `F900` or `1E9B>73.307`.
struct UnicodeRuleEntry {
    /// The scalars it speaks of.
    var scalars: ClosedRange<UInt32>

    /// What stands after `>`: the scalars (or the combining class) that it gives them.
    var result: [UInt32]

    /// Reads a table; the tables are part of the source, so a bad one is a programming error.
    static func entries(of table: StaticString) -> [UnicodeRuleEntry] {
        let text = unsafe UnsafeBufferPointer(
            start: table.utf8Start, count: table.utf8CodeUnitCount)
        return unsafe text.split(whereSeparator: { $0 == 0x20 || $0 == 0x0A }).map { word in
            let sides = unsafe word.split(separator: UInt8(ascii: ">"))
            let bounds = unsafe sides[0].split(separator: UInt8(ascii: "-")).map(number)
            let result =
                unsafe sides.count < 2
                ? [] : sides[1].split(separator: UInt8(ascii: ".")).map(number)
            return UnicodeRuleEntry(
                scalars: bounds[0]...bounds[bounds.count - 1], result: result)
        }
    }

    private static func number(_ digits: Slice<UnsafeBufferPointer<UInt8>>) -> UInt32 {
        unsafe digits.reduce(0) { value, digit in
            value << 4 | UInt32(digit < 0x41 ? digit - 0x30 : digit - 0x37)
        }
    }
}
