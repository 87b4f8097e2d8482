/// A regular expression of the small common subset of ECMA-262 and Rust that JSON Schema advises.
///
/// There are characters, `.`, classes with ranges and `\d \w \s`, groups, `|`, the quantifiers
/// `* + ? {n} {n,} {n,m}` and the anchors `^ $`. Classes are of ASCII; `^` and `$` are the ends of
/// the whole value. Matching takes time proportional to the value's length: there is no
/// backtracking, so that no value can make it slow.
public struct Pattern: Sendable, ExpressibleByStringLiteral {
    /// The expression as written.
    public let source: String

    private let program: PatternProgram

    /// A pattern from its source.
    ///
    /// - Precondition: the expression is well-formed. A pattern stands in the program's own text,
    ///   never in data; use `init(parsing:)` for the latter.
    public init(stringLiteral source: String) {
        do throws(PatternError) {
            try self.init(parsing: source)
        } catch {
            // As with a regex literal: the program itself is wrong, and its first use tells.
            preconditionFailure("Pattern \(source): \(error.message) at \(error.position)")
        }
    }

    /// A pattern from text that may be no expression.
    ///
    /// - Throws: what is wrong and where.
    public init(parsing source: String) throws(PatternError) {
        self.source = source
        var parser = PatternParser(source)
        program = PatternProgram(try parser.parse())
    }

    /// Whether the pattern matches somewhere in the text.
    func matches(_ utf8: UnsafeBufferPointer<UInt8>) -> Bool { unsafe program.matches(utf8) }
}

/// Why a text is no pattern.
public struct PatternError: Error, Sendable, Equatable {
    /// What is wrong.
    public let message: String
    /// The character at which it is wrong, counted from 0.
    public let position: Int
}
