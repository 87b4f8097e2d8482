/// The declaration of a value that is one of several contracts, told apart by a member's string.
public struct TaggedUnion<Root: Sendable>: Sendable {
    /// One of the contracts.
    public struct Alternative: Sendable {
        let tag: String
        let read: @Sendable (JSONNode, inout Reading, String) -> Root?
        let write: @Sendable (Root, inout JSONWriter, String) -> Bool
        let schema: @Sendable (inout SchemaDefinitions) -> JSONObject

        /// Declares the contract that a tag stands for.
        ///
        /// - Parameters:
        ///   - tag: the string that stands in the union's member.
        ///   - type: the contract's type, which need not declare the tag itself.
        ///   - wrap: makes the union's value.
        ///   - unwrap: the contract's value when the union holds it.
        public init<Value: Contracted>(
            _ tag: String, _ type: Value.Type, _ wrap: @escaping @Sendable (Value) -> Root,
            _ unwrap: @escaping @Sendable (Root) -> Value?
        ) {
            self.tag = tag
            read = { node, reading, member in
                Value.contract.body.read(node, &reading, tag: member).map(wrap)
            }
            write = { root, writer, member in
                guard let value = unwrap(root) else { return false }
                writer.beginObject()
                if !Value.contract.hasField(member) {
                    writer.key(member)
                    writer.write(tag)
                }
                Value.contract.body.writeMembers(of: value, to: &writer)
                writer.endObject()
                return true
            }
            schema = { definitions in Value.contract.reference(in: &definitions) }
        }
    }

    let member: String
    let alternatives: [Alternative]

    /// Declares a union.
    ///
    /// - Parameters:
    ///   - member: the name of the member that holds the tag.
    ///   - alternatives: the contracts, each with its tag.
    public init(_ member: String, _ alternatives: Alternative...) {
        self.member = member
        self.alternatives = alternatives
    }
}

extension Contract {
    func hasField(_ name: String) -> Bool { body.core.fields.contains { $0.note.name == name } }
}

/// A type that is a tagged union of contracts.
public protocol Unioned: SchemaValue {
    /// The declaration of the type.
    static var union: TaggedUnion<Self> { get }
}
