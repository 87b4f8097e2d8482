/// One value of a composite type, encoded field by field in the order of its attributes.
///
/// The bytes are those of `record_recv`: the number of fields, then type, length and bytes of each.
public struct CompositeRow: Sendable {
    private let type: CompositeType
    @usableFromInline var buffer: PostgresBuffer
    private var next = 0

    /// Starts a row, with room for the given number of bytes.
    public init(of type: CompositeType, minimumCapacity: Int = 256) {
        self.type = type
        buffer = PostgresBuffer(minimumCapacity: minimumCapacity)
        buffer.append(integer: Int32(truncatingIfNeeded: type.fields.count))
    }

    /// Appends the next field.
    ///
    /// - Throws: ``PostgresError`` with code `.encoding` when the type has no further field.
    @inlinable
    public mutating func append<Value: PostgresEncodable>(_ value: Value) throws(PostgresError) {
        buffer.append(integer: try nextType())
        buffer.append(field: value)
    }

    /// The finished row.
    ///
    /// - Throws: ``PostgresError`` with code `.encoding` when fields are missing.
    public consuming func finish() throws(PostgresError) -> [UInt8] {
        guard next == type.fields.count else {
            throw .encoding("\(type.name) has \(type.fields.count) fields, got \(next)")
        }
        return buffer.bytes
    }

    /// The type of the next field.
    @usableFromInline
    mutating func nextType() throws(PostgresError) -> UInt32 {
        guard next < type.fields.count else {
            throw .encoding("\(type.name) has only \(type.fields.count) fields")
        }
        defer { next += 1 }
        return type.fields[next].type
    }
}
