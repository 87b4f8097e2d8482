/// An enumeration of strings.
public protocol SchemaEnum: SchemaValue, CaseIterable, RawRepresentable
where RawValue == String {
    /// Whether a wrong value is told as Pydantic's `Literal` does (`literal_error`), not as an
    /// `Enum` (`enum`).
    static var isLiteral: Bool { get }
}

extension SchemaEnum {
    /// Told as an `Enum`.
    public static var isLiteral: Bool { false }

    /// Reads one of the strings.
    public static func read(
        _ node: JSONNode, _ reading: inout Reading, _ rules: Constraints
    ) -> Self? {
        if let text = reading.string(of: node), let value = Self(rawValue: text) { return value }
        let expected = choices(allCases.map { "'\($0.rawValue)'" })
        reading.refuse(
            node,
            Refusal(
                isLiteral ? "literal_error" : "enum", "Input should be \(expected)",
                ctx: ["expected": .string(expected)]))
        return nil
    }

    /// Writes the string.
    public func write(to writer: inout JSONWriter) { writer.write(rawValue) }

    /// A string that is one of a list.
    public static func schema(
        _ rules: Constraints, _ definitions: inout SchemaDefinitions
    ) -> JSONObject {
        ["type": "string", "enum": .array(allCases.map { .string($0.rawValue) })]
    }

    private static func choices(_ words: [String]) -> String {
        guard words.count > 1, let last = words.last else { return words.joined() }
        return words.dropLast().joined(separator: ", ") + " or " + last
    }
}
