/// One member of a contract: its name, where its value stands, and its rules.
public struct Field<Root: Sendable, Value: SchemaValue>: Sendable {
    let erased: ErasedField

    /// Declares a member.
    ///
    /// - Parameters:
    ///   - name: the member's name in JSON, or the parameter's name.
    ///   - get: a key path to the value, for writing.
    ///   - rules: what values must hold to.
    ///   - alias: the name read from requests, when it is not `name`.
    ///   - default: the value when the member is not there. An optional value needs none: it is nil.
    ///   - required: whether an optional value must be there all the same (as `null` or a value).
    ///   - description: what the member means, for the documentation.
    ///   - example: a value for the documentation.
    ///   - personal: whether the value is personal data: no error echoes it.
    ///   - deprecated: whether clients should no longer use it.
    ///   - omitsNull: whether a nil is left out when writing, instead of `null`.
    ///   - schemaExtras: members of the schema for rules that are checked later than here.
    @inlinable
    public init(
        _ name: String, _ get: @escaping @Sendable (Root) -> Value, _ rules: Rule<Value>...,
        alias: String? = nil, default: Value? = nil, required: Bool = false,
        description: String? = nil, example: JSONValue? = nil, personal: Bool = false,
        deprecated: Bool = false, omitsNull: Bool = false, schemaExtras: JSONObject = [:]
    ) {
        let constraints = Self.constraints(rules)
        let absent = `default` ?? (required ? nil : Value.whenAbsent)
        let note = FieldNote(
            name: name, key: alias ?? name, description: description, example: example,
            isPersonal: personal, isDeprecated: deprecated, omitsNull: omitsNull,
            schemaExtras: schemaExtras)
        let slot = FieldSlot(Value.self, constraints, absent: absent)
        unsafe self.init(
            note: note, slot: slot, constraints: constraints, absent: absent,
            write: { root, writer in
                unsafe get(root.assumingMemoryBound(to: Root.self).pointee).write(to: &writer)
            },
            isNil: { root in unsafe get(root.assumingMemoryBound(to: Root.self).pointee).isNull })
    }

    @usableFromInline static func constraints(_ rules: [Rule<Value>]) -> Constraints {
        Constraints(rules: rules)
    }

    @usableFromInline init(
        note: FieldNote, slot: FieldSlot, constraints: Constraints, absent: Value?,
        write: @escaping @Sendable (UnsafeRawPointer, inout JSONWriter) -> Void,
        isNil: @escaping @Sendable (UnsafeRawPointer) -> Bool
    ) {
        erased = unsafe ErasedField(
            note: note, slot: slot,
            layout: (MemoryLayout<Value>.size, MemoryLayout<Value>.alignment),
            strict: constraints.limits.isStrict, isList: Value.isList,
            isRequired: absent == nil, write: write, isNil: isNil,
            schema: { definitions in
                var schema = Value.schema(constraints, &definitions)
                note.complete(&schema, absent: absent, definitions.direction)
                return schema
            })
    }
}
