/// A `uuid` as 16 bytes in two words, without an allocation.
public struct PostgresUUID: Hashable, Sendable {
    /// The first eight bytes, the first of them most significant.
    public var high: UInt64
    /// The last eight bytes.
    public var low: UInt64

    /// Makes a uuid from its two halves.
    public init(high: UInt64, low: UInt64) {
        self.high = high
        self.low = low
    }
}

extension PostgresUUID: PostgresArrayElement, PostgresDecodable {
    /// `uuid`.
    public static var postgresType: PostgresType { .uuid }
    /// `uuid`.
    public static var elementOID: UInt32 { OID.uuid }
    /// `uuid[]`.
    public static var arrayOID: UInt32 { OID.uuidArray }

    /// Appends 16 bytes.
    public func encode(into buffer: inout PostgresBuffer) {
        buffer.append(integer: high)
        buffer.append(integer: low)
    }

    /// Appends all elements at once: decisions hold dozens.
    public static func encode(
        fields elements: [PostgresUUID], into buffer: inout PostgresBuffer
    ) {
        unsafe buffer.append(fields: elements, width: 16) { element, place in
            unsafe element.store(at: place)
        }
    }

    /// Writes 16 bytes to the given place.
    @inlinable
    func store(at place: UnsafeMutableRawPointer) {
        unsafe place.storeBytes(of: high.bigEndian, as: UInt64.self)
        unsafe place.storeBytes(of: low.bigEndian, toByteOffset: 8, as: UInt64.self)
    }

    /// Reads 16 bytes.
    public static func decode(
        _ bytes: Span<UInt8>, type: UInt32
    ) throws(PostgresError) -> PostgresUUID {
        guard type == OID.uuid, bytes.count == 16 else {
            throw .mismatch("uuid", type: type, count: bytes.count)
        }
        var position = 0
        let high = try bytes.read(UInt64.self, at: &position)
        return PostgresUUID(high: high, low: try bytes.read(UInt64.self, at: &position))
    }
}
