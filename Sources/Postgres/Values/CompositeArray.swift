/// An array of rows of a composite type that were encoded before: one parameter `$1::lead_in[]`.
public struct CompositeArray: PostgresEncodable {
    /// The type is told by the value.
    public static var postgresType: PostgresType { .inferred }

    private let type: CompositeType
    private let rows: [[UInt8]]

    /// Makes an array of rows, each as ``CompositeRow/finish()`` gave it.
    public init(of type: CompositeType, rows: [[UInt8]]) {
        self.type = type
        self.rows = rows
    }

    /// The array type of the composite type.
    public var postgresType: PostgresType { .oid(type.arrayOID) }

    /// Appends the array.
    public func encode(into buffer: inout PostgresBuffer) {
        buffer.reserve(rows.reduce(20) { $0 + $1.count + 4 })
        buffer.appendArrayHeader(count: rows.count, elementOID: type.oid)
        for row in rows {
            buffer.append(integer: Int32(truncatingIfNeeded: row.count))
            buffer.append(bytes: row)
        }
    }
}
