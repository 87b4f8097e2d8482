/// The rows of a `COPY … TO STDOUT (FORMAT BINARY)`, read while the server sends them.
public struct CopyRows: AsyncSequence, Sendable {
    /// One row.
    public typealias Element = CopyRow
    /// Rows end with an error when the server or the connection fails.
    public typealias Failure = any Error

    let connection: PostgresConnection

    /// Reads the rows; only one iterator may read them.
    public func makeAsyncIterator() -> Iterator {
        Iterator(connection: connection)
    }

    /// Takes rows out of the chunks that come.
    public struct Iterator: AsyncIteratorProtocol {
        private let connection: PostgresConnection
        private var chunk: [UInt8] = []
        private var position = 0
        private var hasHeader = false
        private var isOver = false

        init(connection: PostgresConnection) {
            self.connection = connection
        }

        /// The next row, nil after the last.
        ///
        /// - Throws: ``PostgresError`` when the server or the connection fails.
        public mutating func next() async throws -> CopyRow? {
            if !hasHeader { try await readHeader() }
            while !isOver {
                if let row = try takeRow() { return row }
                if !isOver { try await readChunk() }
            }
            return nil
        }

        /// The rows that have come, at least one, nil after the last; for less work a row.
        ///
        /// - Throws: ``PostgresError`` when the server or the connection fails.
        public mutating func nextRows() async throws -> [CopyRow]? {
            guard let first = try await next() else { return nil }
            var rows = [first]
            while !isOver, let row = try takeRow() { rows.append(row) }
            return rows
        }

        private mutating func readHeader() async throws(PostgresError) {
            while chunk.count < CopyWriter.header.count, !isOver { try await readChunk() }
            guard chunk.starts(with: CopyWriter.header.prefix(11)) else {
                throw PostgresError(.protocolViolation, "no binary COPY: add (FORMAT BINARY)")
            }
            position = CopyWriter.header.count
            hasHeader = true
        }

        private mutating func readChunk() async throws(PostgresError) {
            guard case .chunk(let bytes) = try await connection.ask(.copyNext) else {
                isOver = true
                return
            }
            chunk = position == chunk.count ? bytes : chunk[position...] + bytes
            position = 0
        }

        /// The next row when all of it has come.
        private mutating func takeRow() throws(PostgresError) -> CopyRow? {
            let chunk = chunk
            let span = chunk.span
            guard span.count - position >= 2 else { return nil }
            var place = position
            let fields = try span.read(Int16.self, at: &place)
            guard fields >= 0 else {
                // The trailer; what the server says after it tells whether all went well.
                position = place
                return nil
            }
            let start = place
            for _ in 0..<fields {
                guard span.count - place >= 4 else { return nil }
                let length = Int(try span.read(Int32.self, at: &place))
                if length > 0 { place += length }
                guard place <= span.count else { return nil }
            }
            position = place
            return CopyRow(chunk: chunk, start: start, columnCount: Int(fields))
        }
    }
}
