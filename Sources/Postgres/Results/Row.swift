/// One row of an answer.
public struct Row: Sendable {
    let result: ResultHandle
    let index: Int

    /// Reads a column by its place, counted from 0.
    ///
    /// - Throws: ``PostgresError`` with code `.decoding` when type, bytes or place do not fit.
    public func decode<T: PostgresDecodable>(
        _: T.Type = T.self, at column: Int
    ) throws(PostgresError) -> T {
        guard column >= 0, column < result.columnCount else {
            throw .decoding("there is no column \(column), only \(result.columnCount)")
        }
        do {
            return try result.withField(row: index, column: column) {
                bytes throws(PostgresError) in
                guard let bytes = copy bytes else { return try T.decodeNull() }
                return try T.decode(bytes, type: result.type(ofColumn: column))
            }
        } catch {
            let name = result.name(ofColumn: column) ?? "\(column)"
            throw error.about("column \(name), row \(index)")
        }
    }

    /// Reads a column by its name.
    ///
    /// - Throws: ``PostgresError`` with code `.decoding` when type, bytes or name do not fit.
    public func decode<T: PostgresDecodable>(
        _: T.Type = T.self, named name: String
    ) throws(PostgresError) -> T {
        try decode(T.self, at: try Rows(result: result).column(name))
    }

    /// Reads the first columns as a tuple: `let (id, name) = try row.decode(Int.self, String.self)`.
    ///
    /// - Throws: ``PostgresError`` with code `.decoding` when a type or the bytes do not fit.
    public func decode<each T: PostgresDecodable>(
        _ types: repeat (each T).Type
    ) throws(PostgresError) -> (repeat each T) {
        var column = -1
        func next<V: PostgresDecodable>(_: V.Type) throws(PostgresError) -> V {
            column += 1
            return try decode(V.self, at: column)
        }
        return (repeat try next((each T).self))
    }

    /// Lends a column's bytes, nil for NULL, without a copy.
    ///
    /// - Throws: what the closure throws, or ``PostgresError`` when there is no such column.
    public func withBytes<R>(
        at column: Int, _ body: (borrowing Span<UInt8>?) throws(PostgresError) -> R
    ) throws(PostgresError) -> R {
        guard column >= 0, column < result.columnCount else {
            throw .decoding("there is no column \(column), only \(result.columnCount)")
        }
        return try result.withField(row: index, column: column, body)
    }
}
