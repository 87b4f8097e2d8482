/// The part of a contract that needs no types: fields by key, and their places in memory.
final class ContractCore: Sendable {
    let fields: [ErasedField]
    let renderedKeys: [[UInt8]]
    let offsets: [Int]
    let size: Int
    let alignment: Int
    let keys: KeyTable
    let extra: ExtraMembers
    let isStrict: Bool
    let hasPersonalData: Bool
    /// The parameters that may be given several times.
    let lists: Set<String>

    init(fields: [ErasedField], extra: ExtraMembers, isStrict: Bool) {
        self.fields = fields
        self.extra = extra
        self.isStrict = isStrict
        (offsets, size, alignment) = SlotCursor.places(of: fields.map(\.layout))
        keys = KeyTable(fields.map(\.note.key))
        renderedKeys = fields.map { field in
            var writer = JSONWriter(capacity: 32)
            writer.key(field.note.name)
            return writer.bytes
        }
        lists = Set(fields.filter(\.isList).map(\.note.key))
        hasPersonalData = fields.contains(where: \.note.isPersonal)
    }

    /// Writes the members without the braces.
    func writeMembers(of root: UnsafeRawPointer, to writer: inout JSONWriter) {
        for index in fields.indices {
            let field = fields[index]
            if field.note.omitsNull, unsafe field.isNil(root) { continue }
            writer.renderedKey(renderedKeys[index])
            unsafe field.write(root, &writer)
        }
    }
}
