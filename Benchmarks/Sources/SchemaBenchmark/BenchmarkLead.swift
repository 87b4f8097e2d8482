import Schema

/// A lead with 18 fields, as the product declares it.
struct BenchmarkLead: Sendable, Equatable {
    var firstName: String
    var email: EmailAddress
    var revenueTier: Int
    var tags: [String]
    var lastName: String?
    var phone: String?
    var company: String?
    var jobTitle: String?
    var industry: String?
    var country: String?
    var website: HTTPURL?
    var employeeCount: Int32?
    var message: String?
    var source: String?
    var externalID: String?
    var occurredAt: Timestamp?
    var attributes: JSONObject?
    var isTest: Bool
}

extension BenchmarkLead: Contracted {
    static let contract = Contract<Self>(
        "Lead", Self.init,
        Field("first_name", \.firstName, .length(1...100)),
        Field("email", \.email),
        Field("revenue_tier", \.revenueTier, .range(0...10)),
        Field("tags", \.tags, .count(...32), .each(.length(1...64)), default: []),
        Field("last_name", \.lastName, .length(...100)),
        Field("phone", \.phone, .length(...40)),
        Field("company", \.company, .length(...200)),
        Field("job_title", \.jobTitle, .length(...200)),
        Field("industry", \.industry, .length(...200)),
        Field("country", \.country, .pattern("^[A-Z]{2}$")),
        Field("website", \.website, .length(...2048)),
        Field("employee_count", \.employeeCount, .range(0...)),
        Field("message", \.message, .length(...4000)),
        Field("source", \.source, .length(...200)),
        Field("external_id", \.externalID, .length(1...200)),
        Field("occurred_at", \.occurredAt),
        Field("attributes", \.attributes, .bytes(...16_384)),
        Field("is_test", \.isTest, default: false))
}
