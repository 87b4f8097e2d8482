/// Sends rows of a `COPY … FROM STDIN (FORMAT BINARY)`, many at once.
public struct CopyWriter: ~Copyable {
    /// The signature, no flags, and no extension (PostgreSQL manual, COPY, "Binary Format").
    static let header: [UInt8] =
        Array("PGCOPY\n".utf8) + [0xff, 0x0d, 0x0a, 0x00] + Array(repeating: 0, count: 8)

    private let connection: PostgresConnection
    private var buffer = PostgresBuffer(minimumCapacity: Session.chunkSize * 2)

    init(_ connection: PostgresConnection) {
        self.connection = connection
        buffer.append(bytes: Self.header)
    }

    /// Appends one row, whose fields the closure appends in the order of the columns.
    ///
    /// - Throws: what the closure throws, or ``PostgresError`` when the server refuses the data.
    public mutating func row(_ fill: (inout CopyRowWriter) throws -> Void) async throws {
        var row = beginRow()
        do {
            try fill(&row)
        } catch {
            buffer = row.discarded()
            throw error
        }
        try await endRow(row)
    }

    /// Lends the buffer to a row; it lives there meanwhile, or each append would copy it.
    mutating func beginRow() -> CopyRowWriter {
        var lent = PostgresBuffer()
        swap(&lent, &buffer)
        return CopyRowWriter(lent)
    }

    mutating func endRow(_ row: consuming CopyRowWriter) async throws(PostgresError) {
        buffer = row.finished()
        if buffer.count >= Session.chunkSize { try await send() }
    }

    mutating func finish() async throws(PostgresError) {
        buffer.append(integer: Int16(-1))
        try await send()
    }

    private mutating func send() async throws(PostgresError) {
        let bytes = buffer.bytes
        buffer = PostgresBuffer(minimumCapacity: Session.chunkSize + bytes.count / 8)
        _ = try await connection.ask(.copyData(bytes))
    }
}

/// Gathers the fields of one row of a COPY.
public struct CopyRowWriter: ~Copyable {
    private var buffer: PostgresBuffer
    private let start: Int
    private var fields: Int16 = 0

    init(_ buffer: consuming PostgresBuffer) {
        start = buffer.count
        self.buffer = buffer
        self.buffer.append(integer: Int16(0))
    }

    /// Appends the value of the next column.
    public mutating func append(_ value: some PostgresEncodable) {
        fields += 1
        buffer.append(field: value)
    }

    /// Appends a vector that lies elsewhere, without a copy of it.
    public mutating func append(vector: Span<Float>) {
        fields += 1
        buffer.append(integer: Int32(truncatingIfNeeded: 4 + vector.count * 4))
        Vector.encode(vector, into: &buffer)
    }

    consuming func finished() -> PostgresBuffer {
        buffer.set(fields, at: start)
        return buffer
    }

    consuming func discarded() -> PostgresBuffer {
        buffer.truncate(to: start)
        return buffer
    }
}
