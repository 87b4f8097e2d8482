/// The part of a contract that needs no types: fields by key, and their places in memory.
@safe final class ContractCore: Sendable {
    let fields: [ErasedField]
    /// The fields once more, to be gone through without counting references: every thread would
    /// count in the same places.
    let uncounted: [Unmanaged<ErasedField>]
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
        unsafe uncounted = fields.map { unsafe Unmanaged.passUnretained($0) }
        self.extra = extra
        self.isStrict = isStrict
        (offsets, size, alignment) = SlotCursor.places(of: fields.map(\.layout))
        keys = KeyTable(fields.map(\.note.key))
        lists = Set(fields.filter(\.isList).map(\.note.key))
        hasPersonalData = fields.contains(where: \.note.isPersonal)
    }

    /// Writes the members without the braces.
    func writeMembers(of root: UnsafeRawPointer, to writer: inout JSONWriter) {
        for index in fields.indices {
            unsafe uncounted[index]._withUnsafeGuaranteedRef { field in
                if field.omitsNull, unsafe field.isNil(root) { return }
                writer.renderedKey(field.renderedKey)
                unsafe field.write(root, &writer)
            }
        }
    }
}
