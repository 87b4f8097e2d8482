/// What the documentation and the error list say of a field.
@usableFromInline struct FieldNote: Sendable {
    let name: String
    let key: String
    let description: String?
    let example: JSONValue?
    let isPersonal: Bool
    let isDeprecated: Bool
    let omitsNull: Bool
    let schemaExtras: JSONObject

    @usableFromInline init(
        name: String, key: String, description: String?, example: JSONValue?, isPersonal: Bool,
        isDeprecated: Bool, omitsNull: Bool, schemaExtras: JSONObject
    ) {
        self.name = name
        self.key = key
        self.description = description
        self.example = example
        self.isPersonal = isPersonal
        self.isDeprecated = isDeprecated
        self.omitsNull = omitsNull
        self.schemaExtras = schemaExtras
    }

    func complete(
        _ schema: inout JSONObject, absent: (some SchemaValue)?,
        _ direction: SchemaDefinitions.Direction
    ) {
        for member in schemaExtras.members { schema[member.name] = member.value }
        if let description { schema["description"] = .string(description) }
        if let absent, !absent.isNull, direction == .input {
            schema["default"] = defaultValue(of: absent)
        }
        if let example { schema["examples"] = .array([example]) }
        if isDeprecated { schema["deprecated"] = true }
    }

    private func defaultValue(of value: some SchemaValue) -> JSONValue? {
        var writer = JSONWriter(capacity: 64)
        value.write(to: &writer)
        do throws(ValidationFailure) {
            return try JSONValue.parse(writer.bytes)
        } catch {
            // A default that free JSON refuses (a NUL, say) is left out of the documentation.
            return nil
        }
    }
}
