extension Bool: SchemaValue {
    /// Reads a boolean, or in lax mode 0, 1 and the words of Pydantic's conversion table.
    public static func read(
        _ node: JSONNode, _ reading: inout Reading, _ rules: Constraints
    ) -> Bool? {
        let kind = reading.kind(of: node)
        if case .bool = kind { return reading.isTrue(node) }
        if reading.isStrict && !reading.isText {
            reading.refuse(node, .boolType)
            return nil
        }
        let (value, refusal) = converted(node, kind, reading)
        if value == nil { reading.refuse(node, refusal) }
        return value
    }

    private static func converted(
        _ node: JSONNode, _ kind: JSONNode.Kind, _ reading: Reading
    ) -> (Bool?, Refusal) {
        switch kind {
        case .integer:
            let number = reading.integer(of: node)
            return (number == 0 ? false : number == 1 ? true : nil, .boolParsing)
        case .number:
            let number = reading.number(of: node)
            guard let whole = Int64(exactly: number) else { return (nil, .boolType) }
            return (whole == 0 ? false : whole == 1 ? true : nil, .boolParsing)
        case .string:
            return (
                word(unsafe String(decoding: reading.utf8(of: node), as: UTF8.self)), .boolParsing
            )
        default: return (nil, .boolType)
        }
    }

    private static func word(_ text: String) -> Bool? {
        guard text.utf8.count <= 5 else { return nil }
        return switch text.lowercased() {
        case "0", "off", "f", "false", "n", "no": false
        case "1", "on", "t", "true", "y", "yes": true
        default: nil
        }
    }

    /// Writes `true` or `false`.
    public func write(to writer: inout JSONWriter) { writer.write(self) }

    /// A boolean.
    public static func schema(
        _ rules: Constraints, _ definitions: inout SchemaDefinitions
    ) -> JSONObject {
        definitions.widened(["type": "boolean"], LaxForms.bool)
    }
}
