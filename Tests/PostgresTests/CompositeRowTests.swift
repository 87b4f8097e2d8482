import Testing

@testable import Postgres

@Suite("Rows of composite types")
struct CompositeRowTests {
    private func type(fields: UInt32) -> CompositeType {
        CompositeType(
            name: "t", oid: 1, arrayOID: 2,
            fields: (0..<fields).map { CompositeType.Field(name: "f\($0)", type: 1000 + $0) })
    }

    @Test("A field that is written in one piece has the bytes of the general form")
    func pieces() throws {
        let uuids = [PostgresUUID(high: 1, low: 2), PostgresUUID(high: .max, low: 4)]
        let floats: [Float] = [0, -1.5, .greatestFiniteMagnitude]
        var quick = CompositeRow(of: type(fields: 14))
        try quick.append(bits: Int16(-2))
        try quick.append(bits: Int32?.none)
        try quick.append(bits: Int32.min)
        try quick.append(bits: Float(2.5).bitPattern)
        try quick.append(bits: UInt8(1))
        try quick.append(uuid: uuids[1])
        try quick.append(uuid: nil)
        try quick.append(text: "Zoë")
        try quick.append(text: "")
        try quick.append(text: nil)
        try quick.append(letters: [119, 108] as [UInt8]) { $0 }
        try quick.append(uuids: uuids) { $0 }
        try quick.append(uuids: [] as [PostgresUUID]) { $0 }
        try quick.append(floats: floats) { $0 }
        var general = CompositeRow(of: type(fields: 14))
        try general.append(Int16(-2))
        try general.append(Int32?.none)
        try general.append(Int32.min)
        try general.append(Float(2.5))
        try general.append(true)
        try general.append(uuids[1])
        try general.append(PostgresUUID?.none)
        try general.append("Zoë")
        try general.append("")
        try general.append(String?.none)
        try general.append("wl")
        try general.append(uuids)
        try general.append([PostgresUUID]())
        try general.append(floats)
        #expect(try quick.finish() == general.finish())
    }

    @Test("A field too many and a field too few are refused")
    func counts() throws {
        var row = CompositeRow(of: type(fields: 1))
        try row.append(bits: Int32(1))
        let tooMany = row
        let error = #expect(throws: PostgresError.self) {
            var row = tooMany
            try row.append(text: "more")
        }
        #expect(error?.code == .encoding)
        #expect(throws: PostgresError.self) { try CompositeRow(of: type(fields: 1)).finish() }
    }
}
