/// One reason why a value was refused, in the form of Pydantic's error entries.
///
/// `description` names what is wrong and where, never the refused value.
public struct ValidationIssue: Sendable, Equatable, CustomStringConvertible {
    /// The machine-readable kind, such as `missing` or `string_too_short`.
    public var type: String
    /// Where the value stood, such as `["body", "email"]`.
    public var loc: [LocationStep]
    /// What is wrong, for people.
    public var msg: String
    /// The refused value; nil when it is personal data, which is never echoed.
    public var input: JSONValue?
    /// The limits and the like that `msg` speaks of.
    public var ctx: JSONObject?

    /// An issue of one value.
    public init(
        type: String, loc: [LocationStep], msg: String, input: JSONValue? = nil,
        ctx: JSONObject? = nil
    ) {
        self.type = type
        self.loc = loc
        self.msg = msg
        self.input = input
        self.ctx = ctx
    }

    /// What and in which declared member, without the refused value.
    ///
    /// Deeper steps can be names that the client made up, in free JSON for example.
    public var description: String {
        let place = loc.prefix(type == "extra_forbidden" ? 1 : 2).map { step in
            switch step {
            case .key(let key): key
            case .index(let index): String(index)
            }
        }
        let rest = loc.count > place.count ? ["…"] : []
        return "\((place + rest).joined(separator: ".")): \(type)"
    }

    /// Writes the entry with the members in FastAPI's order.
    public func write(to writer: inout JSONWriter) {
        writer.beginObject()
        writer.key("type" as StaticString)
        writer.write(type)
        writer.key("loc" as StaticString)
        writer.beginArray()
        for step in loc {
            switch step {
            case .key(let key): writer.write(key)
            case .index(let index): writer.write(index)
            }
        }
        writer.endArray()
        writer.key("msg" as StaticString)
        writer.write(msg)
        if let input {
            writer.key("input" as StaticString)
            writer.write(input)
        }
        if let ctx {
            writer.key("ctx" as StaticString)
            writer.write(ctx)
        }
        writer.endObject()
    }
}
