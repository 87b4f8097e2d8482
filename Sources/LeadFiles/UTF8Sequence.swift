/// The well-formed byte sequences of UTF-8 (Unicode 16, table 3-7).
enum UTF8Sequence {
    /// What begins at a byte that is not ASCII.
    enum Verdict: Equatable {
        case complete(Int)
        case incomplete
        case invalid
    }

    /// Judges the sequence that begins at a byte ≥ 0x80.
    static func length(in bytes: [UInt8], at index: Int) -> Verdict {
        let lead = bytes[index]
        let count: Int
        switch lead {
        case 0xC2...0xDF: count = 2
        case 0xE0...0xEF: count = 3
        case 0xF0...0xF4: count = 4
        default: return .invalid
        }
        for position in 1..<count {
            guard index + position < bytes.count else { return .incomplete }
            let byte = bytes[index + position]
            let allowed = position == 1 ? second(after: lead) : 0x80...0xBF
            guard allowed.contains(byte) else { return .invalid }
        }
        return .complete(count)
    }

    private static func second(after lead: UInt8) -> ClosedRange<UInt8> {
        switch lead {
        case 0xE0: 0xA0...0xBF
        case 0xED: 0x80...0x9F
        case 0xF0: 0x90...0xBF
        case 0xF4: 0x80...0x8F
        default: 0x80...0xBF
        }
    }
}
