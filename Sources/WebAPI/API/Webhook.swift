public import Schema

/// A request that the service sends to whoever subscribed, for the OpenAPI document.
public struct Webhook: Sendable {
    /// The event's name.
    public let name: String
    /// What happened when it is sent.
    public let summary: String
    let schema: @Sendable (inout SchemaDefinitions) -> JSONObject

    /// Declares a webhook whose body is a value of `type`, sent with POST.
    public init<Body: SchemaValue>(_ name: String, summary: String, body type: Body.Type) {
        self.name = name
        self.summary = summary
        schema = { Body.schema(.none, &$0) }
    }
}
