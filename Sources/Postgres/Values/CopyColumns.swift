/// Some fields of a composite type as the columns of a `COPY … FROM STDIN (FORMAT BINARY)`.
///
/// A row that was encoded as a value of the type need not be encoded again: COPY wants the same
/// bytes without the types between them.
public struct CopyColumns: Sendable {
    /// The names of the columns, in the order of the fields.
    public let names: [String]
    private let isWanted: [Bool]

    /// Chooses fields of a type.
    public init(of type: CompositeType, where isColumn: (CompositeType.Field) -> Bool) {
        isWanted = type.fields.map(isColumn)
        names = type.fields.filter(isColumn).map(\.name)
    }

    /// The statement that stores such rows.
    public func statement(into table: String) -> String {
        let columns = names.map { SQL.quoted(identifier: $0) }.joined(separator: ", ")
        return "COPY \(SQL.quoted(identifier: table)) (\(columns)) FROM STDIN (FORMAT BINARY)"
    }

    /// The data of a whole COPY: the columns of rows as ``CompositeRow/finish()`` gave them.
    ///
    /// - Throws: ``PostgresError`` with code `.decoding` when a row is not of the type.
    public func data(of rows: some Collection<[UInt8]>) throws(PostgresError) -> [UInt8] {
        var buffer = PostgresBuffer(minimumCapacity: rows.reduce(32) { $0 + $1.count })
        buffer.append(bytes: CopyWriter.header)
        for row in rows { try append(row, to: &buffer) }
        buffer.append(integer: Int16(-1))
        return buffer.bytes
    }

    private func append(_ row: [UInt8], to buffer: inout PostgresBuffer) throws(PostgresError) {
        let span = row.span
        var place = 0
        guard Int(try span.read(Int32.self, at: &place)) == isWanted.count else {
            throw .decoding("a row has not \(isWanted.count) fields")
        }
        buffer.append(integer: Int16(truncatingIfNeeded: names.count))
        for isWanted in isWanted {
            place += MemoryLayout<UInt32>.size
            let start = place
            place += max(0, Int(try span.read(Int32.self, at: &place)))
            guard place <= span.count else { throw .decoding("a row ends within a field") }
            if isWanted { buffer.append(bytes: span.extracting(start..<place)) }
        }
    }
}
