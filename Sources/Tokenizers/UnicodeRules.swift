/// What BERT's normaliser does to each Unicode scalar, as Hugging Face's `BertNormalizer` does it.
///
/// The steps "clean, space the ideographs, NFD, drop marks, lower-case" act on single scalars, but
/// for the canonical ordering of marks; so one look-up by scalar does all of them at once.
/// Swift's own Unicode tables are not used: they are of another version of Unicode.
struct UnicodeRules: Sendable {
    /// The rule of one scalar, packed: kind in bits 28–31, length in bits 21–24, payload below.
    struct Rule: Hashable, Sendable {
        var bits: UInt32

        enum Kind: UInt32 {
            /// Stays, with combining class 0.
            case keep
            /// Vanishes before anything else looks at it.
            case remove
            /// Separates words.
            case space
            /// Is a word of its own.
            case punctuation
            /// Vanishes; has a combining class.
            case mark
            /// Vanishes; ends the canonical ordering of the marks before it.
            case starterMark
            /// Stays, with the combining class in the payload.
            case ordered
            /// Becomes the `length` scalars of `sequences` from the payload on.
            case sequence
        }

        /// An ideograph, and therefore a word of its own.
        static let ideograph: UInt32 = 1 << 25

        init(bits: UInt32) {
            self.bits = bits
        }

        init(_ kind: Kind, payload: UInt32 = 0, length: UInt32 = 0) {
            bits = kind.rawValue << 28 | length << 21 | payload
        }

        var kind: Kind { Kind(rawValue: bits >> 28) ?? .keep }
        var payload: Int { Int(bits & 0x1F_FFFF) }
        var length: Int { Int(bits >> 21 & 0xF) }
        var isIdeograph: Bool { bits & Self.ideograph != 0 }
    }

    /// The tables that every tokenizer shares; they are read once, on first use.
    static let shared = UnicodeRules()

    /// The block of each 256 scalars.
    private(set) var blockOfPage = [UInt16](repeating: 0, count: 0x1100)

    /// Blocks of 256 rules one after the other; block 0 keeps everything.
    private(set) var rules = [Rule](repeating: Rule(.keep), count: 256)

    /// The scalars that `Kind.sequence` points into.
    private(set) var sequences: [UInt32] = []

    /// Blocks in which all 256 rules are the same, by that rule: they stand for many pages.
    private var uniformBlocks: [Rule: UInt16] = [Rule(.keep): 0]

    /// The rule of a scalar; scalars outside Unicode are kept.
    subscript(scalar: UInt32) -> Rule {
        guard scalar < 0x11_0000 else { return Rule(.keep) }
        let block = Int(blockOfPage[Int(scalar >> 8)])
        return rules[block << 8 | Int(scalar & 0xFF)]
    }

    private init() {
        fill(Self.ideographs, with: Rule(bits: Rule.ideograph))
        fill(Self.removed, with: Rule(.remove))
        fill(Self.spaces, with: Rule(.space))
        fill(Self.punctuation, with: Rule(.punctuation))
        fill(Self.marks, with: Rule(.mark))
        fill(Self.starterMarks, with: Rule(.starterMark))
        for entry in UnicodeRuleEntry.entries(of: Self.order) {
            let rule = Rule(.ordered, payload: entry.result.first ?? 0)
            for scalar in entry.scalars { set(rule, at: scalar) }
        }
        for entry in UnicodeRuleEntry.entries(of: Self.mappings) {
            for scalar in entry.scalars {
                let start = UInt32(sequences.count)
                let result = entry.result.map { $0 + scalar - entry.scalars.lowerBound }
                sequences.append(contentsOf: result.count == 1 ? result : entry.result)
                set(Rule(.sequence, payload: start, length: UInt32(result.count)), at: scalar)
            }
        }
    }

    /// Gives all scalars of a table one rule; whole pages share one block.
    private mutating func fill(_ table: StaticString, with rule: Rule) {
        for entry in UnicodeRuleEntry.entries(of: table) {
            for page in entry.scalars.lowerBound >> 8...entry.scalars.upperBound >> 8 {
                let scalars = (page << 8...page << 8 | 0xFF).clamped(to: entry.scalars)
                if scalars.count == 256, blockOfPage[Int(page)] == 0 {
                    blockOfPage[Int(page)] = uniformBlock(of: rule)
                } else {
                    for scalar in scalars { set(rule, at: scalar) }
                }
            }
        }
    }

    private mutating func uniformBlock(of rule: Rule) -> UInt16 {
        if let block = uniformBlocks[rule] { return block }
        let block = UInt16(rules.count >> 8)
        rules.append(contentsOf: repeatElement(rule, count: 256))
        uniformBlocks[rule] = block
        return block
    }

    /// Gives one scalar its rule, in a block of its page's own; an ideograph stays one.
    private mutating func set(_ rule: Rule, at scalar: UInt32) {
        let page = Int(scalar >> 8)
        var block = blockOfPage[page]
        if uniformBlocks.values.contains(block) {
            let copy = rules[Int(block) << 8..<(Int(block) + 1) << 8]
            block = UInt16(rules.count >> 8)
            rules.append(contentsOf: copy)
            blockOfPage[page] = block
        }
        rules[Int(block) << 8 | Int(scalar & 0xFF)].bits =
            rule.bits | rules[Int(block) << 8 | Int(scalar & 0xFF)].bits & Rule.ideograph
    }
}
