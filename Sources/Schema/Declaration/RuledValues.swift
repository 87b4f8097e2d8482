/// A type whose values have a length and can match a pattern.
public protocol TextValue {}

/// A type whose values have a count of elements.
public protocol CollectionValue {
    /// The type of the elements, for `Rule.each`.
    associatedtype RuledElement
}

/// A type whose values can be bounded.
public protocol NumericValue {
    /// The type of the bounds.
    associatedtype RuledNumber: RuleBound
}

/// A type that accepts any JSON, so that only its size can be bounded.
public protocol FreeValue {}

/// A number that can be the bound of a rule.
public protocol RuleBound: Comparable, Sendable {
    /// The number in the form that rules keep.
    var ruleBound: RuleNumber { get }
}

/// A number as rules keep it.
public struct RuleNumber: Sendable {
    let bound: Constraints.Bound

    /// A whole number.
    public init(_ value: Int64) { bound = .integer(value) }

    /// A number with a fraction.
    public init(_ value: Double) { bound = .number(value) }
}

extension RuleBound {
    var bound: Constraints.Bound { ruleBound.bound }
}

extension Optional: TextValue where Wrapped: TextValue {}

extension Optional: CollectionValue where Wrapped: CollectionValue {
    /// The type of the elements of the value that may be missing.
    public typealias RuledElement = Wrapped.RuledElement
}

extension Optional: NumericValue where Wrapped: NumericValue {
    /// The type of the bounds of the value that may be missing.
    public typealias RuledNumber = Wrapped.RuledNumber
}

extension Optional: FreeValue where Wrapped: FreeValue {}
