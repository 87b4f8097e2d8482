/// What a contract needs of a field, without the type of its value.
///
/// A class without type parameters, so that going through the fields copies no closures and asks the
/// runtime for no types. The value's owner comes as a pointer.
@safe final class ErasedField: Sendable {
    let note: FieldNote
    let slot: FieldSlot
    let layout: (size: Int, alignment: Int)
    let strict: Bool?
    let isPersonal: Bool
    let omitsNull: Bool
    /// The name as JSON with its colon.
    let renderedKey: [UInt8]
    let isList: Bool
    let isRequired: Bool
    let write: @Sendable (UnsafeRawPointer, inout JSONWriter) -> Void
    let isNil: @Sendable (UnsafeRawPointer) -> Bool
    let schema: @Sendable (inout SchemaDefinitions) -> JSONObject

    init(
        note: FieldNote, slot: FieldSlot, layout: (size: Int, alignment: Int), strict: Bool?,
        isList: Bool, isRequired: Bool,
        write: @escaping @Sendable (UnsafeRawPointer, inout JSONWriter) -> Void,
        isNil: @escaping @Sendable (UnsafeRawPointer) -> Bool,
        schema: @escaping @Sendable (inout SchemaDefinitions) -> JSONObject
    ) {
        self.note = note
        self.slot = slot
        self.layout = layout
        self.strict = strict
        isPersonal = note.isPersonal
        omitsNull = note.omitsNull
        var writer = JSONWriter(capacity: 32)
        writer.key(note.name)
        renderedKey = writer.bytes
        self.isList = isList
        self.isRequired = isRequired
        unsafe self.write = unsafe write
        unsafe self.isNil = unsafe isNil
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
