public import Schema

extension Identifier: SchemaValue, CustomStringConvertible {
    /// The canonical form: 36 characters, lower case.
    public var description: String { UUID(high: high, low: low).text }

    /// Reads the canonical form; nil for anything else.
    public init?(_ text: String) {
        do {
            let uuid = try UUID(text)
            self.init(high: uuid.high, low: uuid.low)
        } catch {
            return nil
        }
    }

    /// Reads a UUID; refuses anything else as `uuid_parsing`.
    public static func read(
        _ node: JSONNode, _ reading: inout Reading, _ rules: Constraints
    ) -> Self? {
        UUID.read(node, &reading, rules).map { Self(high: $0.high, low: $0.low) }
    }

    /// Writes the canonical form as a string.
    public func write(to writer: inout JSONWriter) { UUID(high: high, low: low).write(to: &writer) }

    /// A string of format `uuid`.
    public static func schema(
        _ rules: Constraints, _ definitions: inout SchemaDefinitions
    ) -> JSONObject {
        UUID.schema(rules, &definitions)
    }
}
