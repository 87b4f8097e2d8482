public import Schema

/// A response that an operation declares: what the documentation says of one status.
public struct Answer: Sendable {
    /// The status.
    public var status: ResponseStatus
    /// What the status means here.
    public var description: String
    /// The media type of the body, or nil when there is none.
    public var mediaType: MediaType?
    /// The headers that are sent.
    public var headers: [AnswerHeader]
    /// A body for the documentation.
    public var example: JSONValue?
    let schema: (@Sendable (inout SchemaDefinitions) -> JSONObject)?

    /// Declares a response with a body of any media type.
    ///
    /// - Parameters:
    ///   - status: the status.
    ///   - mediaType: the body's media type.
    ///   - description: what the status means here.
    ///   - headers: the headers that are sent.
    ///   - example: a body for the documentation.
    ///   - schema: the body's schema, when it has one.
    public init(
        _ status: ResponseStatus, _ mediaType: MediaType?, _ description: String? = nil,
        headers: [AnswerHeader] = [], example: JSONValue? = nil,
        schema: (@Sendable (inout SchemaDefinitions) -> JSONObject)? = nil
    ) {
        self.status = status
        self.mediaType = mediaType
        self.description = description ?? status.reason
        self.headers = headers
        self.example = example
        self.schema = schema
    }

    /// Declares a JSON response whose body is a value of `type`.
    public static func json<Body: SchemaValue>(
        _ type: Body.Type, _ status: ResponseStatus = .ok, _ description: String? = nil,
        headers: [AnswerHeader] = [], example: JSONValue? = nil
    ) -> Answer {
        Answer(status, .json, description, headers: headers, example: example) { definitions in
            Body.schema(.none, &definitions)
        }
    }

    /// Declares 200 with a value of `type`.
    public static func ok<Body: SchemaValue>(
        _ type: Body.Type, _ description: String? = nil, headers: [AnswerHeader] = [],
        example: JSONValue? = nil
    ) -> Answer { .json(type, .ok, description, headers: headers, example: example) }

    /// Declares 201 with a value of `type` and the header `Location`.
    public static func created<Body: SchemaValue>(
        _ type: Body.Type, _ description: String? = nil, headers: [AnswerHeader] = [.location],
        example: JSONValue? = nil
    ) -> Answer { .json(type, .created, description, headers: headers, example: example) }

    /// Declares a response that has no body, 204 unless told.
    public static func empty(
        _ status: ResponseStatus = .noContent, _ description: String? = nil,
        headers: [AnswerHeader] = []
    ) -> Answer { Answer(status, nil, description, headers: headers) }
}
