extension Contract {
    /// The JSON Schema (2020-12) of the payload as clients send it, nested contracts as references.
    public var schema: JSONObject { schema(.input) }

    /// The JSON Schema of the payload, nested contracts as references.
    public func schema(_ direction: SchemaDefinitions.Direction) -> JSONObject {
        var definitions = SchemaDefinitions(direction: direction)
        return schema(in: &definitions)
    }

    /// A reference to the schema, which is put into `definitions`.
    public func reference(in definitions: inout SchemaDefinitions) -> JSONObject {
        definitions.reference(to: name) { definitions in schema(in: &definitions) }
    }

    /// The schema itself; nested contracts are put into `definitions`.
    public func schema(in definitions: inout SchemaDefinitions) -> JSONObject {
        let isInput = definitions.direction == .input
        let outer = definitions.isStrict
        defer { definitions.isStrict = outer }
        var properties = JSONObject()
        var required: [JSONValue] = []
        for field in body.core.fields {
            let key = isInput ? field.note.key : field.note.name
            definitions.isStrict = field.strict ?? body.core.isStrict
            properties[key] = .object(field.schema(&definitions))
            let isThere = isInput ? field.isRequired : !field.note.omitsNull
            if isThere { required.append(.string(key)) }
        }
        var schema: JSONObject = ["type": "object", "title": .string(name)]
        if let description { schema["description"] = .string(description) }
        schema["properties"] = .object(properties)
        if !required.isEmpty { schema["required"] = .array(required) }
        if case .forbid = body.core.extra { schema["additionalProperties"] = false }
        if isInput, !body.statements.isEmpty {
            schema["allOf"] = .array(body.statements.map(JSONValue.object))
        }
        return schema
    }

    /// A payload for the documentation: the fields' examples, in their order.
    public var example: JSONObject {
        JSONObject(
            body.core.fields.compactMap { field in
                field.note.example.map { (field.note.key, $0) }
            })
    }

    /// What each field says of itself, in order: for parameters in OpenAPI.
    public func parameters(in definitions: inout SchemaDefinitions) -> [ParameterDescription] {
        definitions.isText = true
        defer { definitions.isText = false }
        return body.core.fields.map { field in
            ParameterDescription(
                name: field.note.key, isRequired: field.isRequired,
                description: field.note.description, example: field.note.example,
                isDeprecated: field.note.isDeprecated, schema: field.schema(&definitions))
        }
    }
}
