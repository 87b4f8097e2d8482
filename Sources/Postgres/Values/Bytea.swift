/// A `bytea` value.
public struct Bytea: Hashable, Sendable {
    /// The bytes.
    public var bytes: [UInt8]

    /// Takes any bytes.
    public init(bytes: [UInt8]) {
        self.bytes = bytes
    }
}

extension Bytea: PostgresArrayElement, PostgresDecodable {
    /// `bytea`.
    public static var postgresType: PostgresType { .bytea }
    /// `bytea`.
    public static var elementOID: UInt32 { OID.bytea }
    /// `bytea[]`.
    public static var arrayOID: UInt32 { OID.byteaArray }

    /// Appends the bytes.
    public func encode(into buffer: inout PostgresBuffer) {
        buffer.append(bytes: bytes)
    }

    /// Reads the bytes.
    public static func decode(_ bytes: Span<UInt8>, type: UInt32) throws(PostgresError) -> Bytea {
        guard type == OID.bytea else { throw .mismatch("bytea", type: type, count: bytes.count) }
        return Bytea(bytes: bytes.array())
    }
}
