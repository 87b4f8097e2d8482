/// The declaration of one payload: its members, their rules, and how they make a `Root`.
///
/// Decoding, validation, encoding and the JSON Schema all come from it.
public struct Contract<Root: Sendable>: Sendable {
    /// What happens to members that no field names.
    public typealias Extra = ExtraMembers

    /// The name under which the schema is known.
    public let name: String
    /// What the payload is, for the documentation.
    public let description: String?

    let body: ContractBody<Root>

    /// Declares a payload.
    ///
    /// The fields stand in the order of `make`'s parameters. A type that cannot be right is found
    /// by the compiler; two neighbours of one type that changed places are found by a round trip.
    ///
    /// - Parameters:
    ///   - name: the name under which the schema is known.
    ///   - make: makes the value, usually `Self.init`.
    ///   - fields: the members in the order of `make`'s parameters.
    ///   - extra: what happens to members that no field names.
    ///   - strict: whether values are taken only in their own JSON type.
    ///   - description: what the payload is, for the documentation.
    public init<each Value: SchemaValue>(
        _ name: String, _ make: @escaping @Sendable (repeat consuming each Value) -> Root,
        _ fields: repeat Field<Root, each Value>, extra: Extra = .ignore, strict: Bool = false,
        description: String? = nil
    ) {
        var erased: [ErasedField] = []
        for field in repeat each fields { erased.append(field.erased) }
        self.name = name
        self.description = description
        let core = ContractCore(fields: erased, extra: extra, isStrict: strict)
        body = unsafe ContractBody(core: core) { memory in
            var slots = unsafe SlotCursor(memory: memory)
            return make(repeat slots.take((each Value).self))
        }
    }

    private init(name: String, description: String?, body: ContractBody<Root>) {
        self.name = name
        self.description = description
        self.body = body
    }

    /// Adds a rule that concerns several members; it runs when every member is valid.
    ///
    /// Throw `Refusal.value("…")` to refuse the payload as a whole (`value_error` at its place).
    ///
    /// - Parameters:
    ///   - statement: what JSON Schema can say of the rule, for the payload's schema.
    ///   - rule: refuses a value.
    /// - Returns: the contract with the rule.
    public func check(
        saying statement: JSONObject = [:],
        _ rule: @escaping @Sendable (Root) throws(Refusal) -> Void
    ) -> Contract {
        Contract(name: name, description: description, body: body.adding(rule, statement))
    }
}

/// A type that its own contract reads, writes and describes.
///
/// ```swift
/// extension Note: Contracted {
///     static let contract = Contract<Self>("Note", Self.init,
///         Field("text", \.text, .length(1...100), example: "Call back"))
/// }
/// ```
public protocol Contracted: SchemaValue {
    /// The declaration of the type.
    static var contract: Contract<Self> { get }
}

extension Contracted {
    /// Reads an object by the contract.
    public static func read(
        _ node: JSONNode, _ reading: inout Reading, _ rules: Constraints
    ) -> Self? {
        contract.body.read(node, &reading)
    }

    /// Writes an object by the contract.
    public func write(to writer: inout JSONWriter) { Self.contract.encode(self, into: &writer) }

    /// Refers to the contract's schema.
    public static func schema(
        _ rules: Constraints, _ definitions: inout SchemaDefinitions
    ) -> JSONObject {
        contract.reference(in: &definitions)
    }
}
