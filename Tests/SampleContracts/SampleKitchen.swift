public import Schema

/// One of everything that a contract can hold.
public struct SampleKitchen: Sendable, Equatable {
    var id: UUID
    var color: SampleColor
    var when: Timestamp
    var url: HTTPURL
    var query: SampleQuery
    var name: String
    var address: SampleAddress?
    var addresses: [SampleAddress]
    var scores: [String: Double]
    var ratio: Double
    var flag: Bool
    var count: Int?
    var exact: Int
    var matrix: [[Int]]
    var payload: JSONObject?
}

extension SampleKitchen: Contracted {
    /// Refuses members that it does not know.
    public static let contract = Contract<Self>(
        "Kitchen", Self.init,
        Field("id", \.id),
        Field("color", \.color),
        Field("when", \.when),
        Field("url", \.url),
        Field("query", \.query),
        Field("name", \.name, .length(2...20), alias: "fullName"),
        Field("address", \.address),
        Field("addresses", \.addresses, .count(...3), default: []),
        Field("scores", \.scores, .count(...3), .each(.range(...100)), default: [:]),
        Field("ratio", \.ratio, .greater(than: 0), .less(than: 1), default: 0.5),
        Field("flag", \.flag, default: false),
        Field("count", \.count, .multiple(of: 5), .range((-100)...)),
        Field("exact", \.exact, .strict, default: 0),
        Field("matrix", \.matrix, .count(1...3), .each(.count(...3)), default: [[1]]),
        Field("payload", \.payload),
        extra: .forbid)
}

/// Three colours.
public enum SampleColor: String, SchemaEnum {
    case red, green
    case blue = "dark blue"
}

/// Three countries, told as a literal.
public enum SampleCountry: String, SchemaEnum {
    case DE, FR, US

    /// Told as Pydantic's `Literal`.
    public static var isLiteral: Bool { true }
}

/// A nested contract.
public struct SampleAddress: Sendable, Equatable {
    var street: String
    var zip: String
    var country: SampleCountry
}

extension SampleAddress: Contracted {
    /// Refuses members that it does not know.
    public static let contract = Contract<Self>(
        "Address", Self.init,
        Field("street", \.street, .length(1...80)),
        Field("zip", \.zip, .pattern("^[0-9]{5}(-[0-9]{4})?$")),
        Field("country", \.country, default: .DE),
        extra: .forbid)
}
