/// A `jsonb` value as the bytes of its JSON text.
public struct JSONB: Hashable, Sendable {
    /// JSON text in UTF-8; the server checks it.
    public var bytes: [UInt8]

    /// Takes JSON text in UTF-8.
    public init(bytes: [UInt8]) {
        self.bytes = bytes
    }
}

extension JSONB: PostgresArrayElement, PostgresDecodable {
    /// `jsonb`.
    public static var postgresType: PostgresType { .jsonb }
    /// `jsonb`.
    public static var elementOID: UInt32 { OID.jsonb }
    /// `jsonb[]`.
    public static var arrayOID: UInt32 { OID.jsonbArray }

    /// The version byte of `jsonb_recv`.
    private static let version: UInt8 = 1

    /// Appends the version byte and the text.
    public func encode(into buffer: inout PostgresBuffer) {
        buffer.append(byte: Self.version)
        buffer.append(bytes: bytes)
    }

    /// Reads a `jsonb` or a `json`.
    public static func decode(_ bytes: Span<UInt8>, type: UInt32) throws(PostgresError) -> JSONB {
        if type == OID.json { return JSONB(bytes: bytes.array()) }
        guard type == OID.jsonb, bytes.count >= 1, bytes[0] == version else {
            throw .mismatch("jsonb", type: type, count: bytes.count)
        }
        return JSONB(bytes: bytes.extracting(1...).array())
    }
}
