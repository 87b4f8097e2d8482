extension Optional: SchemaValue where Wrapped: SchemaValue {
    /// Reads `null` as nil, anything else as the wrapped type.
    @inlinable
    public static func read(
        _ node: JSONNode, _ reading: inout Reading, _ rules: Constraints
    ) -> Wrapped?? {
        if reading.isNull(node) { return .some(nil) }
        guard let value = Wrapped.read(node, &reading, rules) else { return nil }
        return .some(value)
    }

    /// Writes the value or `null`.
    @inlinable
    public func write(to writer: inout JSONWriter) {
        if let self { self.write(to: &writer) } else { writer.writeNull() }
    }

    /// Either the wrapped type or `null`.
    public static func schema(
        _ rules: Constraints, _ definitions: inout SchemaDefinitions
    ) -> JSONObject {
        let wrapped = Wrapped.schema(rules, &definitions)
        if wrapped.count == 1, case .array(let forms)? = wrapped["anyOf"] {
            return ["anyOf": .array(forms + [["type": "null"]])]
        }
        return ["anyOf": [.object(wrapped), ["type": "null"]]]
    }

    /// A member that is not there is nil.
    @inlinable public static var whenAbsent: Wrapped?? { .some(nil) }

    /// Whether there is no value.
    @inlinable public var isNull: Bool {
        if case .none = self { true } else { false }
    }

    /// Whether the wrapped type is a list.
    @inlinable public static var isList: Bool { Wrapped.isList }
}
