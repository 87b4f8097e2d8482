public import Schema

extension Input where Value: Contracted {
    /// A JSON body that the contract of `type` reads.
    ///
    /// - Parameters:
    ///   - type: the body's type.
    ///   - limit: the most bytes taken, when it isn't the service's limit; more is 413.
    ///   - example: a whole body for the documentation.
    /// - Returns: the input.
    public static func body(
        _ type: Value.Type, limit: Int? = nil, example: JSONValue? = nil
    ) -> Input { .body(Value.contract, limit: limit, example: example) }
}

extension Input {
    /// A JSON body that `contract` reads.
    public static func body(
        _ contract: Contract<Value>, limit: Int? = nil, example: JSONValue? = nil
    ) -> Input {
        let declaration = InputDeclaration(
            place: .body, mediaTypes: [.json], takesJSON: true, bodyLimit: limit,
            schema: { contract.reference(in: &$0) }, example: example)
        return Input(declaration: declaration) { (request, _) throws(ValidationFailure) in
            let body = request.body
            return unsafe try body.withUnsafeBytes { (bytes) throws(ValidationFailure) in
                unsafe try contract.decode(bytes)
            }
        }
    }

    /// A JSON array of which every element is read on its own, so that one that is not valid
    /// doesn't fail the others.
    ///
    /// - Parameters:
    ///   - type: the type of an element.
    ///   - count: how many elements the array may have.
    ///   - limit: the most bytes taken, when it isn't the service's limit; more is 413.
    ///   - example: a whole body for the documentation.
    /// - Returns: the input.
    public static func elements<Element: Contracted>(
        of type: Element.Type, count: ClosedRange<Int> = 0...1000, limit: Int? = nil,
        example: JSONValue? = nil
    ) -> Input where Value == [Result<Element, ValidationFailure>] {
        let contract = Element.contract
        let declaration = InputDeclaration(
            place: .body, mediaTypes: [.json], takesJSON: true, bodyLimit: limit,
            schema: { definitions in
                // Any element is taken: one that isn't valid gets its issues as its answer.
                let element = JSONValue.object(contract.reference(in: &definitions))
                let other: JSONValue = ["description": "Anything else is answered with its issues."]
                return [
                    "type": "array", "items": ["anyOf": [element, other]],
                    "minItems": .integer(Int64(count.lowerBound)),
                    "maxItems": .integer(Int64(count.upperBound)),
                ]
            }, example: example)
        return Input(declaration: declaration) { (request, _) throws(ValidationFailure) in
            let body = request.body
            return unsafe try body.withUnsafeBytes { (bytes) throws(ValidationFailure) in
                unsafe try contract.decodeElements(bytes, count: count)
            }
        }
    }
}

extension Input where Value == RequestBody {
    /// The body as it came, for an operation that reads it itself (CSV, lines of JSON).
    ///
    /// - Parameters:
    ///   - mediaTypes: the media types taken; others are 415. None means any.
    ///   - limit: the most bytes taken, when it isn't the service's limit; more is 413.
    ///   - schema: the JSON Schema for the documentation; by default anything but nothing.
    ///   - example: a whole body for the documentation.
    /// - Returns: the input.
    public static func rawBody(
        _ mediaTypes: MediaType..., limit: Int? = nil, schema: JSONObject = ["minLength": 1],
        example: JSONValue? = nil
    ) -> Input {
        let declaration = InputDeclaration(
            place: .body, mediaTypes: mediaTypes, takesJSON: mediaTypes.contains(.json),
            bodyLimit: limit, schema: { _ in schema }, example: example)
        return Input(declaration: declaration) { (request, _) throws(ValidationFailure) in
            guard !request.body.isEmpty else { throw .missingBody }
            return request.body
        }
    }
}

extension ValidationFailure {
    /// What FastAPI says when there is no body at all.
    fileprivate static let missingBody = ValidationFailure(issues: [
        ValidationIssue(type: "missing", loc: ["body"], msg: "Field required", input: .null)
    ])
}
