/// The rows of an answer, read where libpq put them: nothing is copied until a value is decoded.
public struct Rows: Sendable {
    let result: ResultHandle

    /// The number of columns.
    public var columnCount: Int { result.columnCount }

    /// The number of rows that the statement inserted, updated, deleted or returned.
    public var affectedRows: Int { result.affectedRows }

    /// The names of the columns.
    public var columnNames: [String] {
        (0..<columnCount).map { result.name(ofColumn: $0) ?? "" }
    }

    /// The place of a column, to be looked up once and used for every row.
    ///
    /// - Throws: ``PostgresError`` with code `.decoding` when there is no such column.
    public func column(_ name: String) throws(PostgresError) -> Int {
        for index in 0..<columnCount where result.name(ofColumn: index) == name {
            return index
        }
        throw .decoding("there is no column \(name), only \(columnNames.joined(separator: ", "))")
    }

    /// The only row.
    ///
    /// - Throws: ``PostgresError`` with code `.decoding` when there are none or several.
    public func only() throws(PostgresError) -> Row {
        guard count == 1 else { throw .decoding("expected one row, got \(count)") }
        return self[0]
    }

    /// The first column of the only row.
    ///
    /// - Throws: ``PostgresError`` with code `.decoding` when there are none or several rows.
    public func value<T: PostgresDecodable>(_: T.Type = T.self) throws(PostgresError) -> T {
        try only().decode(T.self, at: 0)
    }

    /// Every row through a closure.
    public func map<T>(_ body: (Row) throws(PostgresError) -> T) throws(PostgresError) -> [T] {
        var values: [T] = []
        values.reserveCapacity(count)
        for index in 0..<count {
            values.append(try body(self[index]))
        }
        return values
    }
}

extension Rows: RandomAccessCollection {
    /// Zero.
    public var startIndex: Int { 0 }
    /// The number of rows.
    public var endIndex: Int { result.rowCount }

    /// A row by its number; the number must be below `count`.
    public subscript(index: Int) -> Row {
        precondition(index >= 0 && index < result.rowCount, "row \(index) of \(result.rowCount)")
        return Row(result: result, index: index)
    }
}
