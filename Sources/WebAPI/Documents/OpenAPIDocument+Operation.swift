import Schema

extension OpenAPIDocument {
    /// One operation object.
    mutating func operation(_ operation: Operation) -> JSONObject {
        var object: JSONObject = [
            "operationId": .string(operation.id), "summary": .string(operation.summary),
        ]
        if let description = operation.description {
            object["description"] = .string(description)
        }
        if !operation.tags.isEmpty {
            object["tags"] = .array(operation.tags.map(JSONValue.string))
        }
        if operation.isDeprecated { object["deprecated"] = true }
        let parameters = parameters(of: operation)
        if !parameters.isEmpty { object["parameters"] = .array(parameters) }
        if let body = operation.body { object["requestBody"] = .object(requestBody(body)) }
        object["responses"] = .object(responses(of: operation))
        if isSecured(operation) { object["security"] = [["bearer": []], ["apiKey": []]] }
        return object
    }

    /// Whether a key is asked for: only then is one documented.
    func isSecured(_ operation: Operation) -> Bool {
        operation.security == .apiKey && !settings.keys.isEmpty
    }

    private mutating func parameters(of operation: Operation) -> [JSONValue] {
        var parameters: [JSONValue] = []
        for input in operation.inputs {
            let place: JSONValue
            switch input.place {
            case .path: place = "path"
            case .query: place = "query"
            case .headers: place = "header"
            case .body: continue
            }
            for parameter in input.parameters(&requests) {
                parameters.append(.object(Self.object(of: parameter, in: place)))
            }
        }
        return parameters
    }

    private static func object(
        of parameter: ParameterDescription, in place: JSONValue
    ) -> JSONObject {
        var object: JSONObject = [
            "name": .string(parameter.name), "in": place,
            "required": .bool(parameter.isRequired || place == "path"),
            "schema": .object(parameter.schema),
        ]
        if let description = parameter.description { object["description"] = .string(description) }
        if let example = parameter.example { object["example"] = example }
        if parameter.isDeprecated { object["deprecated"] = true }
        return object
    }

    private mutating func requestBody(_ body: InputDeclaration) -> JSONObject {
        var content = JSONObject()
        let types = body.mediaTypes.isEmpty ? [MediaType.bytes] : body.mediaTypes
        for type in types {
            var media: JSONObject = ["schema": .object(body.schema(&requests))]
            if let example = body.example { media["example"] = example }
            content[type.essence] = .object(media)
        }
        return ["required": true, "content": .object(content)]
    }
}
