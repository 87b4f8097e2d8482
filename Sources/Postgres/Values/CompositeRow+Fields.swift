// Fields whose length is known before they are written go into the row in one piece: of forty small
// ones a row has, each would otherwise cost four calls.
extension CompositeRow {
    /// Appends the bits of a number, or NULL, as the next field.
    ///
    /// - Throws: ``PostgresError`` with code `.encoding` when the type has no further field.
    @inlinable
    public mutating func append<Bits: FixedWidthInteger>(
        bits: Bits?
    ) throws(PostgresError) {
        guard let bits else { return try appendNull() }
        unsafe try append(count: MemoryLayout<Bits>.size) { place in
            unsafe place.storeBytes(of: bits.bigEndian, as: Bits.self)
        }
    }

    /// Appends a uuid, or NULL, as the next field.
    ///
    /// - Throws: ``PostgresError`` with code `.encoding` when the type has no further field.
    public mutating func append(uuid: PostgresUUID?) throws(PostgresError) {
        guard let uuid else { return try appendNull() }
        unsafe try append(count: 16) { place in unsafe uuid.store(at: place) }
    }

    /// Appends a text, or NULL, as the next field.
    ///
    /// - Throws: ``PostgresError`` with code `.encoding` when the type has no further field.
    public mutating func append(text: String?) throws(PostgresError) {
        guard var text else { return try appendNull() }
        let type = try nextType()
        text.withUTF8 { utf8 in
            unsafe buffer.append(count: 8 + utf8.count) { place in
                unsafe Self.store(type, utf8.count, at: place)
                unsafe UnsafeMutableRawBufferPointer(start: place + 8, count: utf8.count)
                    .copyMemory(from: UnsafeRawBufferPointer(utf8))
            }
        }
    }

    /// Appends a text of one ASCII letter for each element as the next field.
    ///
    /// - Throws: ``PostgresError`` with code `.encoding` when the type has no further field.
    @inlinable
    public mutating func append<Elements: RandomAccessCollection>(
        letters elements: Elements, _ letter: (Elements.Element) -> UInt8
    ) throws(PostgresError) {
        unsafe try append(count: elements.count) { place in
            var place = unsafe place
            for element in elements {
                unsafe place.storeBytes(of: letter(element), as: UInt8.self)
                unsafe place += 1
            }
        }
    }

    /// Appends a vector that lies elsewhere as the next field, without a copy of it.
    ///
    /// - Throws: ``PostgresError`` with code `.encoding` when the type has no further field.
    public mutating func append(vector: Span<Float>) throws(PostgresError) {
        buffer.append(integer: try nextType())
        buffer.append(integer: Int32(truncatingIfNeeded: 4 + vector.count * 4))
        Vector.encode(vector, into: &buffer)
    }

    @usableFromInline
    mutating func appendNull() throws(PostgresError) {
        let type = try nextType()
        unsafe buffer.append(count: 8) { place in unsafe Self.store(type, -1, at: place) }
    }

    /// Appends a field of so many bytes, all of which the closure writes.
    @inlinable
    mutating func append(
        count: Int, writing body: (UnsafeMutableRawPointer) -> Void
    ) throws(PostgresError) {
        let type = try nextType()
        unsafe buffer.append(count: 8 + count) { place in
            unsafe Self.store(type, count, at: place)
            unsafe body(place + 8)
        }
    }

    /// Writes what stands before a field: its type and its length.
    @inlinable
    static func store(_ type: UInt32, _ count: Int, at place: UnsafeMutableRawPointer) {
        unsafe place.storeBytes(of: type.bigEndian, as: UInt32.self)
        unsafe place.storeBytes(
            of: Int32(truncatingIfNeeded: count).bigEndian, toByteOffset: 4, as: Int32.self)
    }
}
