extension Int16: PostgresArrayElement, PostgresDecodable {
    /// `smallint`.
    public static var postgresType: PostgresType { .int2 }
    /// `smallint`.
    public static var elementOID: UInt32 { OID.int2 }
    /// `smallint[]`.
    public static var arrayOID: UInt32 { OID.int2Array }

    /// Appends two bytes.
    public func encode(into buffer: inout PostgresBuffer) {
        buffer.append(integer: self)
    }

    /// Reads an integer of any size that fits.
    public static func decode(_ bytes: Span<UInt8>, type: UInt32) throws(PostgresError) -> Int16 {
        try decodeInteger(bytes, type: type)
    }
}

extension Int32: PostgresArrayElement, PostgresDecodable {
    /// `integer`.
    public static var postgresType: PostgresType { .int4 }
    /// `integer`.
    public static var elementOID: UInt32 { OID.int4 }
    /// `integer[]`.
    public static var arrayOID: UInt32 { OID.int4Array }

    /// Appends four bytes.
    public func encode(into buffer: inout PostgresBuffer) {
        buffer.append(integer: self)
    }

    /// Reads an integer of any size that fits.
    public static func decode(_ bytes: Span<UInt8>, type: UInt32) throws(PostgresError) -> Int32 {
        try decodeInteger(bytes, type: type)
    }
}

extension Int64: PostgresArrayElement, PostgresDecodable {
    /// `bigint`.
    public static var postgresType: PostgresType { .int8 }
    /// `bigint`.
    public static var elementOID: UInt32 { OID.int8 }
    /// `bigint[]`.
    public static var arrayOID: UInt32 { OID.int8Array }

    /// Appends eight bytes.
    public func encode(into buffer: inout PostgresBuffer) {
        buffer.append(integer: self)
    }

    /// Reads an integer of any size.
    public static func decode(_ bytes: Span<UInt8>, type: UInt32) throws(PostgresError) -> Int64 {
        try decodeInteger(bytes, type: type)
    }
}

extension Int: PostgresArrayElement, PostgresDecodable {
    /// `bigint`.
    public static var postgresType: PostgresType { .int8 }
    /// `bigint`.
    public static var elementOID: UInt32 { OID.int8 }
    /// `bigint[]`.
    public static var arrayOID: UInt32 { OID.int8Array }

    /// Appends eight bytes.
    public func encode(into buffer: inout PostgresBuffer) {
        buffer.append(integer: Int64(self))
    }

    /// Reads an integer of any size.
    public static func decode(_ bytes: Span<UInt8>, type: UInt32) throws(PostgresError) -> Int {
        try decodeInteger(bytes, type: type)
    }
}

extension UInt32: PostgresDecodable {
    /// Reads an `oid`.
    public static func decode(_ bytes: Span<UInt8>, type: UInt32) throws(PostgresError) -> UInt32 {
        guard type == OID.oid, bytes.count == 4 else {
            throw .mismatch("oid", type: type, count: bytes.count)
        }
        return try bytes.readWhole(UInt32.self)
    }
}

extension UInt64: PostgresEncodable, PostgresDecodable {
    /// `xid8`, the transaction id that never wraps.
    public static var postgresType: PostgresType { .oid(OID.xid8) }

    /// Appends eight bytes.
    public func encode(into buffer: inout PostgresBuffer) {
        buffer.append(integer: self)
    }

    /// Reads an `xid8`.
    public static func decode(_ bytes: Span<UInt8>, type: UInt32) throws(PostgresError) -> UInt64 {
        guard type == OID.xid8, bytes.count == 8 else {
            throw .mismatch("xid8", type: type, count: bytes.count)
        }
        return try bytes.readWhole(UInt64.self)
    }
}

/// Reads `smallint`, `integer` or `bigint` into an integer that must hold the number.
private func decodeInteger<T: FixedWidthInteger & SignedInteger>(
    _ bytes: Span<UInt8>, type: UInt32
) throws(PostgresError) -> T {
    let number: Int64
    switch (type, bytes.count) {
    case (OID.int2, 2): number = Int64(try bytes.readWhole(Int16.self))
    case (OID.int4, 4): number = Int64(try bytes.readWhole(Int32.self))
    case (OID.int8, 8): number = try bytes.readWhole(Int64.self)
    default: throw .mismatch("an integer", type: type, count: bytes.count)
    }
    guard let value = T(exactly: number) else {
        throw .decoding("the number does not fit in \(T.self): read it as Int64")
    }
    return value
}
