/// Writes regular expressions for the texts that stand for the whole numbers of a range.
enum IntegerPattern {
    /// Numbers that share their first digits, then one of a span of digits, then any others.
    private struct Block {
        var prefix: String
        var span: ClosedRange<UInt128>
        var free: ClosedRange<Int>
    }

    /// The pattern of everything that is read as a number of the range: a sign, zeros in front,
    /// single underscores between digits, a fraction of zeros, white space around.
    static func source(_ range: ClosedRange<Int64>) -> String {
        var signed: [String] = []
        if range.upperBound >= 0 {
            let least = max(range.lowerBound, 0)
            signed.append("\\+?" + digits(least.magnitude, range.upperBound.magnitude))
        }
        if range.lowerBound <= 0 {
            let least = min(range.upperBound, 0)
            signed.append("-" + digits(least.magnitude, range.lowerBound.magnitude))
        }
        let space = LaxForms.space
        return "^\(space)(\(signed.joined(separator: "|")))(\\.0{1,99})?\(space)$"
    }

    private static func digits(_ least: UInt64, _ most: UInt64) -> String {
        let blocks = blocks(UInt128(least), UInt128(most)).map(text)
        return "(0_?){0,99}(\(blocks.joined(separator: "|")))"
    }

    private static func text(_ block: Block) -> String {
        var parts = block.prefix.map(String.init)
        let (first, last) = (block.span.lowerBound, block.span.upperBound)
        parts.append(first == last ? "\(first)" : "[\(first)-\(last)]")
        let text = parts.joined(separator: "_?")
        switch block.free {
        case 0...0: return text
        case 1...1: return text + "_?[0-9]"
        case let free where free.count == 1: return text + "(_?[0-9]){\(free.lowerBound)}"
        case let free: return text + "(_?[0-9]){\(free.lowerBound),\(free.upperBound)}"
        }
    }

    /// The fewest blocks from `least` on that cover the range.
    private static func blocks(_ least: UInt128, _ most: UInt128) -> [Block] {
        var blocks: [Block] = []
        var start = least
        while start <= most {
            var unit: UInt128 = 1
            var free = 0
            while start != 0, start % (unit * 10) == 0, start + unit * 10 - 1 <= most {
                unit *= 10
                free += 1
            }
            let first = start / unit % 10
            var last = first
            while last < 9, start + (last - first + 2) * unit - 1 <= most { last += 1 }
            let prefix = start / unit / 10
            append(
                Block(
                    prefix: prefix == 0 ? "" : "\(prefix)", span: first...last, free: free...free),
                to: &blocks)
            start += (last - first + 1) * unit
        }
        return blocks
    }

    /// Adds a block, or widens the last one: behind zeros, 0 to 99 are one or two digits.
    private static func append(_ block: Block, to blocks: inout [Block]) {
        let isWhole = block.prefix.isEmpty && block.span == 1...9
        guard isWhole, let last = blocks.last, last.prefix.isEmpty,
            last.span == 0...9 || last.span == 1...9
        else { return blocks.append(block) }
        blocks[blocks.count - 1].free = last.free.lowerBound...block.free.upperBound
    }
}
