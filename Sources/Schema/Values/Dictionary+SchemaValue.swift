extension Dictionary: SchemaValue, CollectionValue where Key == String, Value: SchemaValue {
    /// The values' type, for `Rule.each`.
    public typealias RuledElement = Value

    /// Reads an object whose values are all of one type.
    public static func read(
        _ node: JSONNode, _ reading: inout Reading, _ rules: Constraints
    ) -> [String: Value]? {
        guard case .object = reading.kind(of: node) else {
            reading.refuse(node, .dictType)
            return nil
        }
        let before = reading.issueCount
        var values: [String: Value] = [:]
        let most = rules.limits.maximumCount ?? .max
        reading.forEachMember(of: node) { reading, name, member in
            // As Pydantic: one valid value too many, and nothing else is told.
            guard values.count <= most else { return }
            reading.at(.key(name)) { reading in
                if name.utf8.contains(0) {
                    reading.refuse(node, .stringPatternMismatch(Constraints.withoutNUL))
                } else if values[name] != nil {
                    reading.refuse(member, .duplicateKey)
                } else if let value = Value.read(member, &reading, rules.element) {
                    values[name] = value
                }
            }
        }
        if values.count > most {
            reading.forgetIssues(since: before)
            reading.refuse(node, .tooManyMembers(most))
            return nil
        }
        guard reading.issueCount == before else { return nil }
        if let least = rules.limits.minimumCount, values.count < least {
            reading.refuse(node, .tooShort(least, values.count, "Dictionary"))
            return nil
        }
        return values
    }

    /// Writes an object, its names in ascending order.
    public func write(to writer: inout JSONWriter) {
        writer.beginObject()
        for (name, value) in sorted(by: { $0.key < $1.key }) {
            writer.key(name)
            value.write(to: &writer)
        }
        writer.endObject()
    }

    /// An object whose additional properties have the values' schema.
    public static func schema(
        _ rules: Constraints, _ definitions: inout SchemaDefinitions
    ) -> JSONObject {
        var schema: JSONObject = [
            "type": "object", "propertyNames": ["pattern": .string(Constraints.withoutNUL)],
            "additionalProperties": .object(Value.schema(rules.element, &definitions)),
        ]
        if let least = rules.limits.minimumCount {
            schema["minProperties"] = .integer(Int64(least))
        }
        if let most = rules.limits.maximumCount { schema["maxProperties"] = .integer(Int64(most)) }
        return schema
    }
}
