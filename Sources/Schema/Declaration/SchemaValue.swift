/// A type that can be read from JSON with all its rules, written to JSON and described as a schema.
public protocol SchemaValue: Sendable {
    /// The value at a node, or nil after noting at least one issue.
    static func read(_ node: JSONNode, _ reading: inout Reading, _ rules: Constraints) -> Self?

    /// Writes the value as JSON.
    func write(to writer: inout JSONWriter)

    /// The JSON Schema (2020-12) of the type under these rules.
    ///
    /// Named contracts are put into `definitions` and referred to.
    static func schema(_ rules: Constraints, _ definitions: inout SchemaDefinitions) -> JSONObject

    /// The value that stands for a member that is not there; nil when it must be there.
    static var whenAbsent: Self? { get }

    /// Whether the value is written as `null`.
    var isNull: Bool { get }

    /// Whether a parameter of this type may be given several times.
    static var isList: Bool { get }
}

extension SchemaValue {
    /// A member must be there unless its type says otherwise.
    @inlinable public static var whenAbsent: Self? { nil }
    /// A value is something unless its type says otherwise.
    @inlinable public var isNull: Bool { false }
    /// A parameter is given once unless its type says otherwise.
    @inlinable public static var isList: Bool { false }
}
