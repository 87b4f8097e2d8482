/// What OpenAPI needs to know of a path, query or header parameter.
public struct ParameterDescription: Sendable, Equatable {
    /// The name as it stands in the request.
    public let name: String
    /// Whether it must be there.
    public let isRequired: Bool
    /// What it means.
    public let description: String?
    /// A value for the documentation.
    public let example: JSONValue?
    /// Whether clients should no longer use it.
    public let isDeprecated: Bool
    /// The JSON Schema of its value.
    public let schema: JSONObject
}

/// Where parameters stand in a request.
public enum ParameterPlace: String, Sendable {
    /// Behind the `?` of the URL.
    case query
    /// In the URL's path.
    case path
    /// In the header; names are compared without regard to case.
    case header
    /// In the header `Cookie`.
    case cookie
}
