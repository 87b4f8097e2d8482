extension CompositeRow {
    /// Appends a `uuid[]` as the next field, without an array in between.
    ///
    /// - Throws: ``PostgresError`` with code `.encoding` when the type has no further field.
    @inlinable
    public mutating func append<Elements: RandomAccessCollection>(
        uuids elements: Elements, _ uuid: (Elements.Element) -> PostgresUUID
    ) throws(PostgresError) {
        unsafe try append(elements, of: PostgresUUID.elementOID, width: 16) { element, place in
            unsafe uuid(element).store(at: place)
        }
    }

    /// Appends a `real[]` as the next field, without an array in between.
    ///
    /// - Throws: ``PostgresError`` with code `.encoding` when the type has no further field.
    @inlinable
    public mutating func append<Elements: RandomAccessCollection>(
        floats elements: Elements, _ float: (Elements.Element) -> Float
    ) throws(PostgresError) {
        unsafe try append(elements, of: Float.elementOID, width: 4) { element, place in
            unsafe place.storeBytes(of: float(element).bitPattern.bigEndian, as: UInt32.self)
        }
    }

    /// Appends elements that all take `width` bytes, each with its length in front (`array_recv`).
    @inlinable
    mutating func append<Elements: RandomAccessCollection>(
        _ elements: Elements, of elementOID: UInt32, width: Int,
        writing body: (Elements.Element, UnsafeMutableRawPointer) -> Void
    ) throws(PostgresError) {
        let count = elements.count
        unsafe try append(count: count == 0 ? 12 : 20 + count * (4 + width)) { place in
            unsafe Self.storeArrayHeader(of: elementOID, count: count, at: place)
            var place = unsafe place + 20
            for element in elements {
                unsafe place.storeBytes(
                    of: UInt32(truncatingIfNeeded: width).bigEndian, as: UInt32.self)
                unsafe body(element, place + 4)
                unsafe place += 4 + width
            }
        }
    }

    /// Writes what stands before an array's elements: dimensions, NULL flag, type, size and bound.
    @inlinable
    static func storeArrayHeader(
        of elementOID: UInt32, count: Int, at place: UnsafeMutableRawPointer
    ) {
        unsafe place.storeBytes(of: UInt32(count == 0 ? 0 : 1).bigEndian, as: UInt32.self)
        unsafe place.storeBytes(of: UInt32(1).bigEndian, toByteOffset: 4, as: UInt32.self)
        unsafe place.storeBytes(of: elementOID.bigEndian, toByteOffset: 8, as: UInt32.self)
        guard count > 0 else { return }
        unsafe place.storeBytes(
            of: UInt32(truncatingIfNeeded: count).bigEndian, toByteOffset: 12, as: UInt32.self)
        unsafe place.storeBytes(of: UInt32(1).bigEndian, toByteOffset: 16, as: UInt32.self)
    }
}
