import Schema

extension OpenAPIDocument {
    /// The responses object: what is declared, and the refusals that follow from the declaration.
    mutating func responses(of operation: Operation) -> JSONObject {
        var object = JSONObject()
        for answer in operation.answers {
            object[String(answer.status.code)] = .object(response(answer))
        }
        for status in refusals(of: operation) where object[String(status.code)] == nil {
            object[String(status.code)] = .object(Self.refusal(status))
        }
        return object
    }

    private mutating func response(_ answer: Answer) -> JSONObject {
        var object: JSONObject = ["description": .string(answer.description)]
        if !answer.headers.isEmpty { object["headers"] = .object(Self.headers(answer.headers)) }
        guard let type = answer.mediaType else { return object }
        var media = JSONObject()
        if let schema = answer.schema { media["schema"] = .object(schema(&responses)) }
        if let example = answer.example { media["example"] = example }
        object["content"] = .object(JSONObject([(type.essence, .object(media))]))
        return object
    }

    private func refusals(of operation: Operation) -> [ResponseStatus] {
        var statuses = operation.problems
        if isSecured(operation) { statuses.append(.unauthorized) }
        if !operation.produces.isEmpty { statuses.append(.notAcceptable) }
        if operation.body != nil {
            statuses += [.contentTooLarge, .unsupportedMediaType, .unavailable]
        }
        if settings.rateLimit != nil, operation.security == .apiKey {
            statuses.append(.tooManyRequests)
        }
        if !operation.inputs.isEmpty { statuses.append(.unprocessable) }
        return statuses.sorted { $0.code < $1.code }
    }

    private static func refusal(_ status: ResponseStatus) -> JSONObject {
        let isValidation = status == .unprocessable
        let plain = isValidation ? "HTTPValidationError" : "Refusal"
        let problem = isValidation ? "ValidationProblem" : "Problem"
        var object: JSONObject = [
            "description": .string(isValidation ? "Validation Error" : status.reason)
        ]
        let headers: [AnswerHeader] =
            switch status {
            case .unauthorized:
                [AnswerHeader("WWW-Authenticate", "How to authenticate (RFC 6750).")]
            case .tooManyRequests: [.retryAfter, .rateLimit, .rateLimitPolicy]
            case .unavailable: [.retryAfter]
            default: []
            }
        if !headers.isEmpty { object["headers"] = .object(Self.headers(headers)) }
        object["content"] = [
            "application/json": ["schema": Self.reference(plain)],
            "application/problem+json": ["schema": Self.reference(problem)],
        ]
        return object
    }

    private static func headers(_ headers: [AnswerHeader]) -> JSONObject {
        var object = JSONObject()
        for header in headers {
            object[header.name] = [
                "description": .string(header.description), "schema": ["type": "string"],
            ]
        }
        return object
    }

    private static func reference(_ name: String) -> JSONValue {
        ["$ref": .string("#/components/schemas/\(name)")]
    }
}
