/// A type that is read from a string by rules of its own and written as a string.
///
/// Conform your own types: reading, writing and the schema come with it.
public protocol ValidatedText: SchemaValue, TextValue, Hashable, CustomStringConvertible {
    /// Reads the text, or throws why it is refused.
    init(_ text: String) throws(Refusal)

    /// The text that is written.
    var text: String { get }

    /// The `format` of JSON Schema.
    static var format: String? { get }

    /// The issue of a value that is no string.
    static var typeRefusal: Refusal { get }

    /// Members that are added to the schema.
    static var schemaExtras: JSONObject { get }
}

extension ValidatedText {
    /// `string_type`.
    public static var typeRefusal: Refusal {
        Refusal("string_type", "Input should be a valid string")
    }

    /// No format.
    public static var format: String? { nil }

    /// Nothing.
    public static var schemaExtras: JSONObject { [:] }

    /// The text that is written.
    public var description: String { text }

    /// Reads a string, then the type's own rules, then length and pattern of what is written.
    public static func read(
        _ node: JSONNode, _ reading: inout Reading, _ rules: Constraints
    ) -> Self? {
        do throws(Refusal) {
            guard let text = reading.string(of: node) else {
                if case .brokenString = reading.kind(of: node) { throw .stringUnicode }
                throw typeRefusal
            }
            let value = try Self(text)
            if let refusal = rules.refusal(ofText: text) { throw refusal }
            return value
        } catch {
            reading.refuse(node, error)
            return nil
        }
    }

    /// Writes the text.
    public func write(to writer: inout JSONWriter) { writer.write(text) }

    /// A string with its format, length and pattern.
    public static func schema(
        _ rules: Constraints, _ definitions: inout SchemaDefinitions
    ) -> JSONObject {
        var schema = rules.textSchema
        if let format {
            // No value of a format has a NUL: its pattern would only hide the format.
            if rules.limits.pattern == nil { schema["pattern"] = nil }
            schema["format"] = .string(format)
        }
        for member in schemaExtras.members { schema[member.name] = member.value }
        return schema
    }
}

extension Constraints {
    func refusal(ofText text: String) -> Refusal? {
        var text = text
        return text.withUTF8 { utf8 in unsafe refusal(ofText: utf8) }
    }
}
