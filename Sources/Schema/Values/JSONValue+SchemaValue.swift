extension JSONValue: SchemaValue, FreeValue {
    /// Takes any JSON of which PostgreSQL's `jsonb` can hold every part.
    public static func read(
        _ node: JSONNode, _ reading: inout Reading, _ rules: Constraints
    ) -> JSONValue? {
        let before = reading.issueCount
        let value = reading.freeValue(of: node)
        guard let value, reading.issueCount == before else { return nil }
        if let most = rules.limits.maximumBytes {
            var writer = JSONWriter(capacity: 256)
            writer.write(value)
            if writer.bytes.count > most {
                reading.refuse(node, .tooManyBytes(most, writer.bytes.count))
                return nil
            }
        }
        return value
    }

    /// Writes the value.
    public func write(to writer: inout JSONWriter) { writer.write(self) }

    /// Any JSON; of what is sent, no text and no name may hold a NUL.
    public static func schema(
        _ rules: Constraints, _ definitions: inout SchemaDefinitions
    ) -> JSONObject {
        guard definitions.direction == .input else { return [:] }
        return definitions.reference(to: "AnyJSON") { _ in
            let own: JSONValue = ["$ref": "#/components/schemas/AnyJSON"]
            return [
                "description": "Any JSON without the character NUL.",
                "anyOf": [
                    ["type": ["null", "boolean", "number"]],
                    ["type": "string", "pattern": .string(Constraints.withoutNUL)],
                    ["type": "array", "items": own],
                    .object(Self.freeObject(of: own)),
                ],
            ]
        }
    }

    fileprivate static func freeObject(of values: JSONValue) -> JSONObject {
        [
            "type": "object", "propertyNames": ["pattern": .string(Constraints.withoutNUL)],
            "additionalProperties": values,
        ]
    }

    /// Whether the value is the literal `null`.
    public var isNull: Bool { self == .null }
}

extension JSONObject: SchemaValue, FreeValue {
    /// Takes any JSON object of which PostgreSQL's `jsonb` can hold every part.
    public static func read(
        _ node: JSONNode, _ reading: inout Reading, _ rules: Constraints
    ) -> JSONObject? {
        guard case .object = reading.kind(of: node) else {
            reading.refuse(node, .dictType)
            return nil
        }
        guard case .object(let object) = JSONValue.read(node, &reading, rules) else { return nil }
        return object
    }

    /// Writes the object, its members in their order.
    public func write(to writer: inout JSONWriter) { writer.write(self) }

    /// Any JSON object.
    public static func schema(
        _ rules: Constraints, _ definitions: inout SchemaDefinitions
    ) -> JSONObject {
        guard definitions.direction == .input else {
            return ["type": "object", "additionalProperties": true]
        }
        return JSONValue.freeObject(of: .object(JSONValue.schema(.none, &definitions)))
    }
}

extension Reading {
    /// A copy of what stands at a node; notes what cannot be kept, and is nil then.
    fileprivate mutating func freeValue(of node: JSONNode) -> JSONValue? {
        switch kind(of: node) {
        case .string: return String.read(node, &self, .none).map(JSONValue.string)
        case .brokenString:
            refuse(node, .stringUnicode)
            return nil
        case .number where !number(of: node).isFinite:
            refuse(node, .finiteNumber)
            return nil
        case .array:
            var values: [JSONValue] = []
            forEachElement(of: node) { reading, element, place in
                let value = reading.at(.index(place)) { $0.freeValue(of: element) }
                if let value { values.append(value) }
            }
            return .array(values)
        case .object: return freeObject(of: node)
        default: return value(of: node)
        }
    }

    private mutating func freeObject(of node: JSONNode) -> JSONValue {
        var members: [JSONObject.Member] = []
        var seen: Set<String> = []
        forEachMember(of: node) { reading, name, member in
            reading.at(.key(name)) { reading in
                if !seen.insert(name).inserted {
                    reading.refuse(member, .duplicateKey)
                } else if name.utf8.contains(0) {
                    reading.refuse(member, .stringPatternMismatch(Constraints.withoutNUL))
                } else if let value = reading.freeValue(of: member) {
                    members.append(JSONObject.Member(name: name, value: value))
                }
            }
        }
        return .object(JSONObject(unique: members))
    }
}

extension Refusal {
    static let duplicateKey = Refusal(
        "duplicate_key", "Object should not have the same key twice")

    static func tooManyBytes(_ most: Int, _ actual: Int) -> Refusal {
        Refusal(
            "json_too_large", "JSON should have at most \(most) bytes, not \(actual)",
            ctx: [
                "max_bytes": .integer(Int64(most)), "actual_bytes": .integer(Int64(actual)),
            ])
    }
}
