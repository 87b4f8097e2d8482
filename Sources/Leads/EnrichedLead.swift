public import Schema

/// A lead after enrichment: cleaned, folded, with what was derived from it.
public struct EnrichedLead: Sendable, Equatable {
    /// Given name, 1…100 characters, spaces folded.
    public var firstName: String
    /// Family name.
    public var lastName: String?
    /// Normalised e-mail address, its domain in lower case.
    public var email: String
    /// Whether the address belongs to a provider of free mailboxes rather than to a company.
    public var emailIsFree: Bool
    /// 0…10.
    public var revenueTier: Int32
    /// Without repetition, in the order given.
    public var tags: [String]
    /// As given, spaces folded.
    public var phone: String?
    /// The company's name.
    public var company: String?
    /// The person's job title.
    public var jobTitle: String?
    /// The company's industry.
    public var industry: String?
    /// ISO 3166 alpha-2, upper case.
    public var country: String?
    /// A normalised http or https address.
    public var website: String?
    /// 0…2,147,483,647.
    public var employeeCount: Int32?
    /// What the person wrote, as it was written.
    public var message: String?
    /// Where the lead came from.
    public var source: String?
    /// The id that the source gave the lead.
    public var externalID: String?
    /// When the lead arose at its source.
    public var occurredAt: Timestamp?
    /// Further data.
    public var attributes: JSONObject?

    /// Makes the value of parts that are clean already.
    public init(
        firstName: String, lastName: String? = nil, email: String, emailIsFree: Bool,
        revenueTier: Int32, tags: [String] = [], phone: String? = nil, company: String? = nil,
        jobTitle: String? = nil, industry: String? = nil, country: String? = nil,
        website: String? = nil, employeeCount: Int32? = nil, message: String? = nil,
        source: String? = nil, externalID: String? = nil, occurredAt: Timestamp? = nil,
        attributes: JSONObject? = nil
    ) {
        self.firstName = firstName
        self.lastName = lastName
        self.email = email
        self.emailIsFree = emailIsFree
        self.revenueTier = revenueTier
        self.tags = tags
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
