extension Bool: PostgresArrayElement, PostgresDecodable {
    /// `boolean`.
    public static var postgresType: PostgresType { .bool }
    /// `boolean`.
    public static var elementOID: UInt32 { OID.bool }
    /// `boolean[]`.
    public static var arrayOID: UInt32 { OID.boolArray }

    /// Appends one byte.
    public func encode(into buffer: inout PostgresBuffer) {
        buffer.append(byte: self ? 1 : 0)
    }

    /// Reads one byte.
    public static func decode(_ bytes: Span<UInt8>, type: UInt32) throws(PostgresError) -> Bool {
        guard type == OID.bool, bytes.count == 1 else {
            throw .mismatch("boolean", type: type, count: bytes.count)
        }
        return bytes[0] != 0
    }
}

extension Float: PostgresArrayElement, PostgresDecodable {
    /// `real`.
    public static var postgresType: PostgresType { .float4 }
    /// `real`.
    public static var elementOID: UInt32 { OID.float4 }
    /// `real[]`.
    public static var arrayOID: UInt32 { OID.float4Array }

    /// Appends four bytes.
    public func encode(into buffer: inout PostgresBuffer) {
        buffer.append(integer: bitPattern)
    }

    /// Appends all elements at once: decisions hold dozens.
    public static func encode(fields elements: [Float], into buffer: inout PostgresBuffer) {
        unsafe buffer.append(fields: elements, width: 4) { element, place in
            unsafe place.storeBytes(of: element.bitPattern.bigEndian, as: UInt32.self)
        }
    }

    /// Reads four bytes.
    public static func decode(_ bytes: Span<UInt8>, type: UInt32) throws(PostgresError) -> Float {
        guard type == OID.float4, bytes.count == 4 else {
            throw .mismatch("real", type: type, count: bytes.count)
        }
        return Float(bitPattern: try bytes.readWhole(UInt32.self))
    }
}

extension Double: PostgresArrayElement, PostgresDecodable {
    /// `double precision`.
    public static var postgresType: PostgresType { .float8 }
    /// `double precision`.
    public static var elementOID: UInt32 { OID.float8 }
    /// `double precision[]`.
    public static var arrayOID: UInt32 { OID.float8Array }

    /// Appends eight bytes.
    public func encode(into buffer: inout PostgresBuffer) {
        buffer.append(integer: bitPattern)
    }

    /// Reads a `double precision` or a `real`.
    public static func decode(_ bytes: Span<UInt8>, type: UInt32) throws(PostgresError) -> Double {
        if type == OID.float4 { return Double(try Float.decode(bytes, type: type)) }
        guard type == OID.float8, bytes.count == 8 else {
            throw .mismatch("double precision", type: type, count: bytes.count)
        }
        return Double(bitPattern: try bytes.readWhole(UInt64.self))
    }
}

extension String: PostgresArrayElement, PostgresDecodable {
    /// `text`.
    public static var postgresType: PostgresType { .text }
    /// `text`.
    public static var elementOID: UInt32 { OID.text }
    /// `text[]`.
    public static var arrayOID: UInt32 { OID.textArray }

    /// Appends the UTF-8 bytes.
    public func encode(into buffer: inout PostgresBuffer) {
        buffer.append(utf8: self)
    }

    /// Reads a text type, an enum, or a type of an extension whose binary form is text.
    public static func decode(_ bytes: Span<UInt8>, type: UInt32) throws(PostgresError) -> String {
        switch type {
        case OID.text, OID.varchar, OID.bpchar, OID.name, OID.json, OID.unknown: break
        case OID.firstUserDefined...: break
        default: throw .mismatch("text", type: type, count: bytes.count)
        }
        let text = unsafe bytes.withUnsafeBufferPointer {
            unsafe String(validating: $0, as: UTF8.self)
        }
        guard let text else { throw .decoding("the text is not valid UTF-8") }
        return text
    }
}
