import Schema

extension OpenAPIDocument {
    /// The schemas that operations refer to, those of refusals, and the security schemes.
    func components() -> JSONObject {
        var schemas = SchemaNames(requests.schemas, responses.schemas).all
        for member in Self.refusalSchemas.members where schemas[member.name] == nil {
            schemas[member.name] = member.value
        }
        var components: JSONObject = ["schemas": .object(schemas)]
        guard operations.contains(where: isSecured) else { return components }
        components["securitySchemes"] = [
            "bearer": ["type": "http", "scheme": "bearer"],
            "apiKey": ["type": "apiKey", "in": "header", "name": "X-API-Key"],
        ]
        return components
    }

    private static let text: JSONValue = ["type": "string"]

    private static let refusalSchemas: JSONObject = [
        "Refusal": [
            "type": "object", "title": "Refusal",
            "properties": ["detail": text, "code": text], "required": ["detail"],
        ],
        "HTTPValidationError": [
            "type": "object", "title": "HTTPValidationError",
            "properties": ["detail": issues], "required": ["detail"],
        ],
        "ValidationError": [
            "type": "object", "title": "ValidationError",
            "properties": [
                "type": text,
                "loc": [
                    "type": "array",
                    "items": ["anyOf": [["type": "string"], ["type": "integer"]]],
                ],
                "msg": text, "input": [:], "ctx": ["type": "object"],
            ],
            "required": ["type", "loc", "msg"],
        ],
        "Problem": problem(more: [:], required: []),
        "ValidationProblem": problem(more: ["errors": issues], required: ["errors"]),
    ]

    private static let issues: JSONValue = [
        "type": "array", "items": ["$ref": "#/components/schemas/ValidationError"],
    ]

    /// Problem details (RFC 9457, section 3).
    private static func problem(more: JSONObject, required: [JSONValue]) -> JSONValue {
        var properties: JSONObject = [
            "type": ["type": "string", "format": "uri-reference"], "title": text,
            "status": ["type": "integer", "minimum": 100, "maximum": 599], "detail": text,
            "instance": ["type": "string", "description": "The request's id."], "code": text,
        ]
        for member in more.members { properties[member.name] = member.value }
        return [
            "type": "object", "title": required.isEmpty ? "Problem" : "ValidationProblem",
            "properties": .object(properties),
            "required": .array(["type", "title", "status", "detail"] + required),
        ]
    }
}
