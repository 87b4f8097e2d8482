/// What a contract needs of a field, without the type of its value.
///
/// A class, so that going through the fields copies no closures.
final class ErasedField<Root: Sendable>: Sendable {
    let note: FieldNote
    let slot: FieldSlot
    let layout: (size: Int, alignment: Int)
    let strict: Bool?
    let isList: Bool
    let isRequired: Bool
    let write: @Sendable (Root, inout JSONWriter) -> Void
    let isNil: @Sendable (Root) -> Bool
    let schema: @Sendable (inout SchemaDefinitions) -> JSONObject

    init(
        note: FieldNote, slot: FieldSlot, layout: (size: Int, alignment: Int), strict: Bool?,
        isList: Bool, isRequired: Bool, write: @escaping @Sendable (Root, inout JSONWriter) -> Void,
        isNil: @escaping @Sendable (Root) -> Bool,
        schema: @escaping @Sendable (inout SchemaDefinitions) -> JSONObject
    ) {
        self.note = note
        self.slot = slot
        self.layout = layout
        self.strict = strict
        self.isList = isList
        self.isRequired = isRequired
        self.write = write
        self.isNil = isNil
        self.schema = schema
    }
}

/// How a value is put into, and taken out of, raw memory.
///
/// Specialised where the field is declared, so that no generic code runs between fields.
@usableFromInline @safe struct FieldSlot: Sendable {
    @usableFromInline let read: @Sendable (JSONNode, inout Reading, UnsafeMutableRawPointer) -> Bool
    @usableFromInline let fill: (@Sendable (UnsafeMutableRawPointer) -> Void)?
    @usableFromInline let destroy: @Sendable (UnsafeMutableRawPointer) -> Void

    @inlinable init<Value: SchemaValue>(
        _: Value.Type, _ rules: Constraints, absent: Value?
    ) {
        unsafe read = { node, reading, memory in
            guard let value = Value.read(node, &reading, rules) else { return false }
            unsafe memory.bindMemory(to: Value.self, capacity: 1).initialize(to: value)
            return true
        }
        unsafe destroy = { memory in
            _ = unsafe memory.assumingMemoryBound(to: Value.self).deinitialize(count: 1)
        }
        guard let absent else {
            unsafe fill = nil
            return
        }
        unsafe fill = { memory in
            unsafe memory.bindMemory(to: Value.self, capacity: 1).initialize(to: absent)
        }
    }
}

/// What the documentation and the error list say of a field.
@usableFromInline struct FieldNote: Sendable {
    let name: String
    let key: String
    let description: String?
    let example: JSONValue?
    let isPersonal: Bool
    let isDeprecated: Bool
    let omitsNull: Bool

    @usableFromInline init(
        name: String, key: String, description: String?, example: JSONValue?, isPersonal: Bool,
        isDeprecated: Bool, omitsNull: Bool
    ) {
        self.name = name
        self.key = key
        self.description = description
        self.example = example
        self.isPersonal = isPersonal
        self.isDeprecated = isDeprecated
        self.omitsNull = omitsNull
    }

    func complete(
        _ schema: inout JSONObject, absent: (some SchemaValue)?,
        _ direction: SchemaDefinitions.Direction
    ) {
        if let description { schema["description"] = .string(description) }
        if let absent, !absent.isNull, direction == .input {
            schema["default"] = defaultValue(of: absent)
        }
        if let example { schema["examples"] = .array([example]) }
        if isDeprecated { schema["deprecated"] = true }
    }

    private func defaultValue(of value: some SchemaValue) -> JSONValue? {
        var writer = JSONWriter(capacity: 64)
        value.write(to: &writer)
        do throws(ValidationFailure) {
            return try JSONValue.parse(writer.bytes)
        } catch {
            // A default that free JSON refuses (a NUL, say) is left out of the documentation.
            return nil
        }
    }
}

extension MemoryLayout where T: ~Copyable {
    static var layout: (size: Int, alignment: Int) { (size, alignment) }
}
