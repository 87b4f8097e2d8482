import Schema

/// What an input takes, for the router and the OpenAPI document.
struct InputDeclaration: Sendable {
    enum Place: Sendable, Equatable {
        case path, query, headers, body
    }

    var place: Place
    /// Media types that a body may have; empty for parameters and for a body of any type.
    var mediaTypes: [MediaType] = []
    /// Whether the request's `Content-Type` may be any that says JSON.
    var takesJSON = false
    /// The most bytes that the body may have, or nil for the service's limit.
    var bodyLimit: Int?
    /// What the documentation says of parameters; none for a body.
    var parameters: @Sendable (inout SchemaDefinitions) -> [ParameterDescription] = { _ in [] }
    /// The body's schema; empty for parameters.
    var schema: @Sendable (inout SchemaDefinitions) -> JSONObject = { _ in [:] }
    /// A whole body for the documentation.
    var example: JSONValue?

    /// Whether the charset that a `Content-Type` may name can be read: UTF-8 alone can.
    func takesCharset(of contentType: String?) -> Bool {
        guard takesJSON || !mediaTypes.isEmpty, let contentType else { return true }
        guard let charset = MediaType.parameter("charset", of: contentType) else { return true }
        return ["utf-8", "utf8", "us-ascii"].contains(charset.lowercased())
    }

    /// Whether a body with this `Content-Type` is taken; a missing one is.
    func takes(_ contentType: String?) -> Bool {
        guard let contentType else { return true }
        if takesJSON && MediaType.isJSON(contentType) { return true }
        guard !mediaTypes.isEmpty else { return true }
        let essence = MediaType.essence(of: contentType)
        return mediaTypes.contains { $0.essence == essence }
    }
}
