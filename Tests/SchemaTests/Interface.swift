import Schema
import Testing

struct Lead: Sendable, Equatable {
    var firstName: String
    var email: EmailAddress
    var tier: Int
    var tags: [String]
    var lastName: String?
    var website: HTTPURL?
    var count: Int32?
    var attributes: JSONObject?
    var a: String?, b: String?, c: String?, d: String?, e: String?, f: String?, g: String?, h: String?, i: String?
    var at: Timestamp?
}

extension Lead: Contracted {
    static let contract = Contract<Lead>(
        "Lead", Self.init,
        Field("first_name", \.firstName, .length(1...100), example: "Ada", personal: true),
        Field("email", \.email, example: "ada@example.org", personal: true),
        Field("revenue_tier", \.tier, .range(0...10)),
        Field("tags", \.tags, .count(...32), .each(.length(1...64)), default: []),
        Field("last_name", \.lastName, .length(...100)),
        Field("website", \.website, .length(...2048)),
        Field("employee_count", \.count, .range(0...)),
        Field("attributes", \.attributes, .bytes(...16384)),
        Field("a", \.a), Field("b", \.b), Field("c", \.c), Field("d", \.d), Field("e", \.e),
        Field("f", \.f), Field("g", \.g), Field("h", \.h), Field("i", \.i),
        Field("at", \.at))
}

@Test func aLeadIsReadAndWritten() throws {
    let lead = try Lead.contract.decode(Array(#"{"first_name":"Ada","email":"ada@Example.org","revenue_tier":"3","x":1}"#.utf8))
    #expect(lead.firstName == "Ada")
    #expect(lead.tier == 3)
    print(String(decoding: Lead.contract.encode(lead), as: UTF8.self))
    do {
        _ = try Lead.contract.decode(Array(#"{"first_name":"","email":3,"revenue_tier":11,"tags":["",2]}"#.utf8))
    } catch {
        var w = JSONWriter()
        error.encodeFastAPI(into: &w)
        print(w.text)
    }
    var w = JSONWriter()
    w.write(Lead.contract.schema)
    print(w.text)
}
