/// The schemas of named contracts, each once, in the order met.
public struct SchemaDefinitions: Sendable {
    /// Which side of the API a schema describes.
    public enum Direction: Sendable {
        /// What clients send: members with a default need not be there.
        case input
        /// What the service sends: every member is there.
        case output
    }

    /// The schemas by name; what OpenAPI's `components.schemas` holds.
    public private(set) var schemas = JSONObject()
    /// Which side of the API the schemas describe.
    public let direction: Direction

    /// Whether values are taken only in their own JSON type, where the schema stands now.
    var isStrict = false
    /// Whether the values come as text: parameters, whose plain type says how the text is read.
    var isText = false

    /// No definitions yet.
    public init(direction: Direction = .input) { self.direction = direction }

    /// The reference to a named schema, which is made the first time it is asked for.
    public mutating func reference(
        to name: String, _ make: (inout SchemaDefinitions) -> JSONObject
    ) -> JSONObject {
        if schemas[name] == nil {
            // A place holder first: a contract may contain itself.
            schemas[name] = .object([:])
            schemas[name] = .object(make(&self))
        }
        return ["$ref": .string("#/components/schemas/\(name)")]
    }
}
