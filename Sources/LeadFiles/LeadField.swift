/// A field of the lead contract, with its name there.
public enum LeadField: String, CaseIterable, Sendable {
    case firstName = "first_name"
    case lastName = "last_name"
    case email
    case revenueTier = "revenue_tier"
    case tags
    case phone
    case company
    case jobTitle = "job_title"
    case industry
    case country
    case website
    case employeeCount = "employee_count"
    case message
    case source
    case externalID = "external_id"
    case occurredAt = "occurred_at"
    case attributes
}
