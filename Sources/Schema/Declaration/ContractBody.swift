/// A contract made ready to run: fields by key, their places in memory, and the checks.
@safe final class ContractBody<Root: Sendable>: Sendable {
    typealias Check = @Sendable (Root) throws(Refusal) -> Void

    let fields: [ErasedField<Root>]
    let renderedKeys: [[UInt8]]
    let offsets: [Int]
    let size: Int
    let alignment: Int
    let keys: KeyTable
    let extra: Contract<Root>.Extra
    let isStrict: Bool
    let hasPersonalData: Bool
    let checks: [Check]
    let make: @Sendable (UnsafeMutableRawPointer) -> Root

    init(
        fields: [ErasedField<Root>], extra: Contract<Root>.Extra, isStrict: Bool,
        checks: [Check] = [], make: @escaping @Sendable (UnsafeMutableRawPointer) -> Root
    ) {
        self.fields = fields
        self.extra = extra
        self.isStrict = isStrict
        self.checks = checks
        unsafe self.make = unsafe make
        (offsets, size, alignment) = SlotCursor.places(of: fields.map(\.layout))
        keys = KeyTable(fields.map(\.note.key))
        renderedKeys = fields.map { field in
            var writer = JSONWriter(capacity: 32)
            writer.key(field.note.name)
            return writer.bytes
        }
        hasPersonalData = fields.contains(where: \.note.isPersonal)
    }

    func adding(_ check: @escaping Check) -> ContractBody {
        unsafe ContractBody(
            fields: fields, extra: extra, isStrict: isStrict, checks: checks + [check], make: make)
    }

    /// Writes the members without the braces.
    func writeMembers(of root: Root, to writer: inout JSONWriter) {
        for index in fields.indices {
            if fields[index].note.omitsNull && fields[index].isNil(root) { continue }
            writer.renderedKey(renderedKeys[index])
            fields[index].write(root, &writer)
        }
    }
}
