import Testing

@testable import Postgres

@Suite("Statements")
struct SQLTests {
    @Test("an interpolated value becomes a parameter, a name is quoted, a part is renumbered")
    func interpolation() {
        let part: SQL = "b = \("x") AND c = \(Int32(2))"
        let sql: SQL = "SELECT \(identifier: "a\"b") WHERE a = \(true) AND \(part) AND d = \(part)"
        #expect(
            sql.text
                == "SELECT \"a\"\"b\" WHERE a = $1 AND b = $2 AND c = $3 AND d = b = $4 AND c = $5"
        )
        #expect(sql.parameterCount == 5)
        #expect(sql.parameters.buffer.bytes == [1, 120, 0, 0, 0, 2, 120, 0, 0, 0, 2])
    }

    @Test("parameters are numbered beyond nine, those of a part too")
    func manyParameters() {
        var list: SQL = "\(Int16(1))"
        for number in 2...12 { list = "\(list), \(Int16(number))" }
        let sql: SQL = "SELECT \(true), \(list)"
        #expect(sql.text == "SELECT " + (1...13).map { "$\($0)" }.joined(separator: ", "))
        #expect(sql.parameters.buffer.bytes == [1] + (1...12).flatMap { [0, UInt8($0)] })
    }

    @Test("bytes that fit no type are an error, never a crash", arguments: 0..<40)
    func hostileBytes(length: Int) {
        let bytes = (0..<length).map { UInt8(truncatingIfNeeded: 255 &- $0 &* 37) }
        let types: [UInt32] = [0, OID.int4, OID.uuid, OID.jsonb, OID.text, OID.int4Array, 20_000]
        for type in types {
            _ = try? Int32.decode(bytes.span, type: type)
            _ = try? PostgresUUID.decode(bytes.span, type: type)
            _ = try? JSONB.decode(bytes.span, type: type)
            _ = try? String.decode(bytes.span, type: type)
            _ = try? [Int32].decode(bytes.span, type: type)
            #expect(throws: PostgresError.self) { try Vector.decode([1] + bytes, type: type) }
            #expect(throws: PostgresError.self) { try HalfVector.decode([1] + bytes, type: type) }
            #expect(throws: PostgresError.self) {
                try Vector.decode([0, 1, 0, 0, 0, 0, 0, 0, 0] + bytes, type: type)
            }
        }
    }
}

extension PostgresDecodable {
    fileprivate static func decode(_ bytes: [UInt8], type: UInt32) throws -> Self {
        try decode(bytes.span, type: type)
    }
}
