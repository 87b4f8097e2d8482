/// One row of a COPY; it shares the bytes of the chunk that it came in.
public struct CopyRow: Sendable {
    let chunk: [UInt8]
    let start: Int

    /// The number of columns.
    public let columnCount: Int

    /// Reads a column by its place, counted from 0, which walks over the columns before it.
    ///
    /// COPY tells no types, so the server's must be the one that `T` is sent as.
    /// - Throws: ``PostgresError`` with code `.decoding` when the bytes or the place do not fit.
    public func decode<T: PostgresDecodable & PostgresEncodable>(
        _: T.Type = T.self, at column: Int
    ) throws(PostgresError) -> T {
        let type: UInt32 = if case .oid(let oid) = T.postgresType { oid } else { 0 }
        var place = try self.place(of: column)
        return try chunk.span.readField(T.self, type: type, at: &place)
    }

    /// Lends a column's bytes, nil for NULL, without a copy.
    ///
    /// - Throws: what the closure throws, or ``PostgresError`` when there is no such column.
    public func withBytes<R>(
        at column: Int, _ body: (borrowing Span<UInt8>?) throws(PostgresError) -> R
    ) throws(PostgresError) -> R {
        var place = try self.place(of: column)
        let span = chunk.span
        let length = Int(try span.read(Int32.self, at: &place))
        guard length >= 0 else { return try body(nil) }
        return try body(span.extracting(place..<(place + length)))
    }

    /// Writes the numbers of a `vector` column, which is not null, to the given place.
    ///
    /// - Throws: ``PostgresError`` with code `.decoding` when the vector has another length.
    public func decodeVector(
        at column: Int, into output: inout MutableSpan<Float>
    ) throws(PostgresError) {
        var place = try self.place(of: column)
        let span = chunk.span
        let length = Int(try span.read(Int32.self, at: &place))
        guard length >= 0 else { throw .decoding("a vector is null") }
        try Vector.decode(span.extracting(place..<(place + length)), into: &output)
    }

    private func place(of column: Int) throws(PostgresError) -> Int {
        guard column >= 0, column < columnCount else {
            throw .decoding("there is no column \(column), only \(columnCount)")
        }
        var place = start
        for _ in 0..<column {
            let length = Int(try chunk.span.read(Int32.self, at: &place))
            if length > 0 { place += length }
        }
        return place
    }
}
