/// One step of the way from the request to the value that an issue is about.
public enum LocationStep: Sendable, Equatable, ExpressibleByStringLiteral,
    ExpressibleByIntegerLiteral
{
    /// A part of the request (`body`, `query`, …), a member's name, or a union's tag.
    case key(String)
    /// A place in an array, counted from 0.
    case index(Int)

    /// A member's name.
    public init(stringLiteral value: String) { self = .key(value) }
    /// A place in an array.
    public init(integerLiteral value: Int) { self = .index(value) }
}
