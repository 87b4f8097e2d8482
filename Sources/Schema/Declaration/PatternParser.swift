/// What a regular expression consists of.
indirect enum PatternNode {
    case characters(CharacterRanges)
    case start
    case end
    case sequence([PatternNode])
    case choice([PatternNode])
    case repetition(PatternNode, least: Int, most: Int?)
}

/// Parses a regular expression.
struct PatternParser {
    let scalars: [Unicode.Scalar]
    var index = 0

    /// More repetitions would make the program too long.
    private static let mostRepetitions = 1000

    init(_ source: String) { scalars = Array(source.unicodeScalars) }

    mutating func parse() throws(PatternError) -> PatternNode {
        let node = try choice()
        if index < scalars.count { throw error("there is no group to close") }
        return node
    }

    var current: Unicode.Scalar? { index < scalars.count ? scalars[index] : nil }

    func error(_ message: String) -> PatternError {
        PatternError(message: message, position: index)
    }

    private mutating func choice() throws(PatternError) -> PatternNode {
        var branches = [try sequence()]
        while current == "|" {
            index += 1
            branches.append(try sequence())
        }
        return branches.count == 1 ? branches[0] : .choice(branches)
    }

    private mutating func sequence() throws(PatternError) -> PatternNode {
        var nodes: [PatternNode] = []
        while let scalar = current, scalar != "|", scalar != ")" {
            nodes.append(try quantified(try atom()))
        }
        return .sequence(nodes)
    }

    private mutating func atom() throws(PatternError) -> PatternNode {
        guard let scalar = current else { throw error("an expression is missing") }
        index += 1
        switch scalar {
        case "^": return .start
        case "$": return .end
        case ".": return .characters(CharacterRanges(["\n"..."\n"], isNegated: true))
        case "(": return try group()
        case "[":
            let ranges = try bracketed()
            return .characters(ranges)
        case "\\": return .characters(try escaped())
        case "*", "+", "?", "{":
            index -= 1
            throw error("there is nothing to repeat")
        default: return .characters(CharacterRanges([scalar...scalar]))
        }
    }

    private mutating func group() throws(PatternError) -> PatternNode {
        if current == "?" {
            guard index + 1 < scalars.count, scalars[index + 1] == ":" else {
                throw error("only (?:…) is supported")
            }
            index += 2
        }
        let node = try choice()
        guard current == ")" else { throw error("a group is not closed") }
        index += 1
        return node
    }

    private mutating func quantified(_ node: PatternNode) throws(PatternError) -> PatternNode {
        switch current {
        case "*": return try repeated(node, 0, nil)
        case "+": return try repeated(node, 1, nil)
        case "?": return try repeated(node, 0, 1)
        case "{":
            index += 1
            let least = try number()
            var most: Int? = least
            if current == "," {
                index += 1
                most = current == "}" ? nil : try number()
            }
            guard current == "}" else { throw error("a } is missing") }
            if let most, most < least { throw error("the bounds are in the wrong order") }
            return try repeated(node, least, most)
        default: return node
        }
    }

    private mutating func repeated(
        _ node: PatternNode, _ least: Int, _ most: Int?
    ) throws(PatternError) -> PatternNode {
        index += 1
        guard current != "?", current != "*", current != "+" else {
            throw error("lazy and repeated quantifiers are not supported")
        }
        return .repetition(node, least: least, most: most)
    }

    private mutating func number() throws(PatternError) -> Int {
        var value: Int?
        while let scalar = current, let digit = Character(scalar).wholeNumberValue, scalar.isASCII {
            value = (value ?? 0) * 10 + digit
            index += 1
            if value ?? 0 > Self.mostRepetitions { throw error("too many repetitions") }
        }
        guard let value else { throw error("a number is missing") }
        return value
    }
}
