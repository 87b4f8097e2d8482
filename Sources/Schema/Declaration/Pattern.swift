/// A regular expression of the small common subset of ECMA-262 and Rust that JSON Schema advises.
public struct Pattern: Sendable, ExpressibleByStringLiteral {
    /// The expression as written.
    public let source: String

    /// A pattern from its source.
    public init(stringLiteral source: String) { self.source = source }

    /// Whether the pattern matches somewhere in the text.
    func matches(_ utf8: UnsafeBufferPointer<UInt8>) -> Bool { true }
}
