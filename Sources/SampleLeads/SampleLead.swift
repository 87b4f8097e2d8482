/// A made-up lead with the fields of the lead contract; no real person or company.
public struct SampleLead: Equatable, Sendable {
    /// The given name.
    public var firstName: String
    /// The family name.
    public var lastName: String
    /// An address under example.com, example.org or example.net (RFC 2606).
    public var email: String
    /// 0…10.
    public var revenueTier: Int
    /// At most four words.
    public var tags: [String]
    /// A number that is not in use: area code 555.
    public var phone: String?
    /// A made-up company.
    public var company: String?
    /// What the person does there.
    public var jobTitle: String?
    /// The company's industry.
    public var industry: String?
    /// ISO 3166 alpha-2.
    public var country: String
    /// The company's page, under the domain of `email`.
    public var website: String?
    /// The people who work there.
    public var employeeCount: Int?
    /// What the person wrote.
    public var message: String
    /// Where the lead came from, such as `website`.
    public var source: String
    /// Unique within a seed: `sample-00001`.
    public var externalID: String
    /// The moment of the request, RFC 3339 in UTC.
    public var occurredAt: String
    /// The name of the route that fits the text, for trials of routing.
    public var topic: String
    /// What became of it, for about 30 % of the leads.
    public var outcome: SampleOutcome?
}
