extension Span<UInt8> {
    /// Reads an integer, most significant byte first, and moves the position behind it.
    ///
    /// - Throws: ``PostgresError`` with code `.decoding` when too few bytes are left.
    func read<T: FixedWidthInteger>(
        _: T.Type, at position: inout Int
    ) throws(PostgresError) -> T {
        let size = MemoryLayout<T>.size
        guard count - position >= size else {
            throw .decoding("expected \(size) more bytes, got \(count - position)")
        }
        let start = position
        position += size
        return unsafe withUnsafeBytes { raw in
            T(bigEndian: unsafe raw.loadUnaligned(fromByteOffset: start, as: T.self))
        }
    }

    /// Reads an integer that is all there is.
    func readWhole<T: FixedWidthInteger>(_: T.Type) throws(PostgresError) -> T {
        var position = 0
        return try read(T.self, at: &position)
    }

    /// Reads a value with its length in front, as arrays, composites and COPY have it.
    ///
    /// - Throws: ``PostgresError`` with code `.decoding` when the bytes do not fit the type.
    func readField<T: PostgresDecodable>(
        _: T.Type, type: UInt32, at position: inout Int
    ) throws(PostgresError) -> T {
        let length = Int(try read(Int32.self, at: &position))
        guard length >= 0 else { return try T.decodeNull() }
        guard count - position >= length else {
            throw .decoding("expected \(length) more bytes, got \(count - position)")
        }
        let start = position
        position += length
        return try T.decode(extracting(start..<position), type: type)
    }

    /// The bytes as an array of their own.
    func array() -> [UInt8] {
        unsafe withUnsafeBufferPointer { unsafe Array($0) }
    }
}
