public import Schema

/// A lead as it is sent: what `POST /api/v1/leads`, the bulk endpoint and imports take.
public struct LeadPayload: Contracted, Equatable {
    /// Given name, 1…100 characters.
    public var firstName: String
    /// E-mail address, normalised.
    public var email: EmailAddress
    /// How much revenue the lead promises, 0 (none) … 10 (most).
    public var revenueTier: Int32
    /// Labels, at most 32 of 1…64 characters.
    public var tags: [String]
    /// Family name, at most 100 characters.
    public var lastName: String?
    /// Telephone number as written, at most 40 characters.
    public var phone: String?
    /// The company's name, at most 200 characters.
    public var company: String?
    /// The person's job title, at most 200 characters.
    public var jobTitle: String?
    /// The company's industry, at most 200 characters.
    public var industry: String?
    /// ISO 3166 alpha-2 code, either case.
    public var country: CountryCode?
    /// An http or https URL, at most 2,048 characters.
    public var website: HTTPURL?
    /// 0…2,147,483,647.
    public var employeeCount: Int32?
    /// What the person wrote, at most 4,000 characters.
    public var message: String?
    /// Where the lead came from, at most 200 characters.
    public var source: String?
    /// The id that the source gave the lead, 1…200 characters.
    public var externalID: String?
    /// When the lead arose at its source (RFC 3339).
    public var occurredAt: AwareTimestamp?
    /// Further data: any JSON object of at most 16 KiB.
    public var attributes: JSONObject?

    /// Makes a payload of values that are valid already; the order is that of the contract.
    public init(
        firstName: String, email: EmailAddress, revenueTier: Int32, tags: [String],
        lastName: String?, phone: String?, company: String?, jobTitle: String?,
        industry: String?, country: CountryCode?, website: HTTPURL?, employeeCount: Int32?,
        message: String?, source: String?, externalID: String?, occurredAt: AwareTimestamp?,
        attributes: JSONObject?
    ) {
        self.firstName = firstName
        self.email = email
        self.revenueTier = revenueTier
        self.tags = tags
        self.lastName = lastName
        self.phone = phone
        self.company = company
        self.jobTitle = jobTitle
        self.industry = industry
        self.country = country
        self.website = website
        self.employeeCount = employeeCount
        self.message = message
        self.source = source
        self.externalID = externalID
        self.occurredAt = occurredAt
        self.attributes = attributes
    }
}
