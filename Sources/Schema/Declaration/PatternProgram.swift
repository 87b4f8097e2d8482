/// A regular expression as instructions, run for all alternatives at once.
///
/// The method is that of K. Thompson, "Regular expression search algorithm" (1968).
struct PatternProgram: Sendable {
    private enum Instruction: Sendable {
        case characters(CharacterRanges)
        case start
        case end
        case jump(Int)
        case split(Int, Int)
        case match
    }

    private var instructions: [Instruction] = []
    /// The classes of an expression that is nothing but `^`, single characters and `$`.
    private var anchored: [CharacterRanges]?

    init(_ node: PatternNode) {
        emit(node)
        instructions.append(.match)
        anchored = Self.anchored(instructions)
    }

    private static func anchored(_ instructions: [Instruction]) -> [CharacterRanges]? {
        guard instructions.count > 2, case .start = instructions[0],
            case .end = instructions[instructions.count - 2]
        else { return nil }
        var classes: [CharacterRanges] = []
        for instruction in instructions[1..<(instructions.count - 2)] {
            guard case .characters(let ranges) = instruction else { return nil }
            classes.append(ranges)
        }
        return classes
    }

    private mutating func emit(_ node: PatternNode) {
        switch node {
        case .characters(let ranges): instructions.append(.characters(ranges))
        case .start: instructions.append(.start)
        case .end: instructions.append(.end)
        case .sequence(let nodes): for node in nodes { emit(node) }
        case .choice(let branches): emitChoice(branches[...])
        case .repetition(let node, let least, let most):
            for _ in 0..<least { emit(node) }
            if let most {
                emitOptional(node, count: most - least)
            } else {
                let split = instructions.count
                instructions.append(.match)
                emit(node)
                instructions.append(.jump(split))
                instructions[split] = .split(split + 1, instructions.count)
            }
        }
    }

    private mutating func emitChoice(_ branches: ArraySlice<PatternNode>) {
        guard let first = branches.first, branches.count > 1 else {
            if let only = branches.first { emit(only) }
            return
        }
        let split = instructions.count
        instructions.append(.match)
        emit(first)
        let jump = instructions.count
        instructions.append(.match)
        instructions[split] = .split(split + 1, instructions.count)
        emitChoice(branches.dropFirst())
        instructions[jump] = .jump(instructions.count)
    }

    private mutating func emitOptional(_ node: PatternNode, count: Int) {
        var splits: [Int] = []
        for _ in 0..<count {
            splits.append(instructions.count)
            instructions.append(.match)
            emit(node)
        }
        for split in splits { instructions[split] = .split(split + 1, instructions.count) }
    }

    /// Whether the expression matches somewhere in the text.
    func matches(_ utf8: UnsafeBufferPointer<UInt8>) -> Bool {
        let text = Array(unsafe String(decoding: utf8, as: UTF8.self).unicodeScalars)
        if let anchored {
            return text.count == anchored.count
                && zip(text, anchored).allSatisfy { scalar, ranges in ranges.contains(scalar) }
        }
        var pending: [Int] = []
        for position in 0...text.count {
            // A match may begin at every position.
            pending.append(0)
            let (isAtStart, isAtEnd) = (position == 0, position == text.count)
            guard let states = reached(from: pending, isAtStart: isAtStart, isAtEnd: isAtEnd) else {
                return true
            }
            if isAtEnd { return false }
            pending = states.filter { state in
                guard case .characters(let ranges) = instructions[state] else { return false }
                return ranges.contains(text[position])
            }.map { $0 + 1 }
        }
        return false
    }

    /// The instructions that read a character next; nil when the expression has matched.
    private func reached(from pending: [Int], isAtStart: Bool, isAtEnd: Bool) -> [Int]? {
        var isSeen = [Bool](repeating: false, count: instructions.count)
        var stack = pending
        var states: [Int] = []
        while let state = stack.popLast() {
            if isSeen[state] { continue }
            isSeen[state] = true
            switch instructions[state] {
            case .characters: states.append(state)
            case .start: if isAtStart { stack.append(state + 1) }
            case .end: if isAtEnd { stack.append(state + 1) }
            case .jump(let target): stack.append(target)
            case .split(let first, let second): stack += [first, second]
            case .match: return nil
            }
        }
        return states
    }
}
