/// The rules of one value, as declared by `Rule`s.
public final class Constraints: Sendable {
    /// A number's bound, whole or not.
    enum Bound: Sendable, Equatable {
        case integer(Int64)
        case number(Double)
    }

    struct Limits: Sendable {
        var minimumLength: Int?
        var maximumLength: Int?
        var pattern: Pattern?
        var minimum: Bound?
        var maximum: Bound?
        var exclusiveMinimum: Bound?
        var exclusiveMaximum: Bound?
        var multipleOf: Int64?
        var minimumCount: Int?
        var maximumCount: Int?
        var maximumBytes: Int?
        var isStrict: Bool?
        var allowsNUL = false
        var element: Constraints?
    }

    let limits: Limits

    init(_ limits: Limits) { self.limits = limits }

    /// No rules.
    public static let none = Constraints(Limits())

    /// The rules of an array's elements or a dictionary's values.
    public var element: Constraints { limits.element ?? .none }
}
