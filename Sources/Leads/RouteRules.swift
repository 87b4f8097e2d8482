public import Schema

/// The conditions a lead must fulfil to be eligible for a route; all of those that are set.
///
/// A condition on a field that the lead does not have is not fulfilled.
public struct RouteRules: Contracted, Equatable {
    /// The lead's country must be one of these.
    public var countries: [CountryCode]?
    /// The least revenue tier, 0…10.
    public var minRevenueTier: Int32?
    /// The greatest revenue tier, 0…10.
    public var maxRevenueTier: Int32?
    /// The least number of employees.
    public var minEmployees: Int32?
    /// The greatest number of employees.
    public var maxEmployees: Int32?
    /// Industries, compared without regard to case.
    public var industries: [String]?
    /// Sources, compared without regard to case.
    public var sources: [String]?
    /// Tags of which the lead must have at least one, compared without regard to case.
    public var anyTags: [String]?
    /// Whether the e-mail address must (true) or must not (false) be of a company's own domain.
    public var companyEmail: Bool?

    /// The declaration of the rules.
    public static let contract = Contract<Self>(
        "RouteRules", Self.init,
        Field(
            "countries", \.countries, description: "ISO 3166 alpha-2 codes.",
            example: ["DE", "AT"],
            omitsNull: true),
        Field("min_revenue_tier", \.minRevenueTier, .lax, .range(0...10), omitsNull: true),
        Field("max_revenue_tier", \.maxRevenueTier, .lax, .range(0...10), omitsNull: true),
        Field("min_employees", \.minEmployees, .lax, .range(0...Int32.max), omitsNull: true),
        Field("max_employees", \.maxEmployees, .lax, .range(0...Int32.max), omitsNull: true),
        Field("industries", \.industries, .count(...100), example: ["Software"], omitsNull: true),
        Field("sources", \.sources, .count(...100), omitsNull: true),
        Field(
            "any_tags", \.anyTags, .count(...100),
            description: "The lead has at least one of these.",
            omitsNull: true),
        Field(
            "company_email", \.companyEmail,
            description: "Whether the address must (true) or must not (false) be a company's.",
            omitsNull: true),
        extra: .forbid, strict: true,
        description: "What a lead must fulfil to be eligible; all conditions that are set.")

    /// Makes rules of the given conditions; none means that every lead is eligible.
    public init(
        countries: [CountryCode]? = nil, minRevenueTier: Int32? = nil,
        maxRevenueTier: Int32? = nil, minEmployees: Int32? = nil, maxEmployees: Int32? = nil,
        industries: [String]? = nil, sources: [String]? = nil, anyTags: [String]? = nil,
        companyEmail: Bool? = nil
    ) {
        self.countries = countries
        self.minRevenueTier = minRevenueTier
        self.maxRevenueTier = maxRevenueTier
        self.minEmployees = minEmployees
        self.maxEmployees = maxEmployees
        self.industries = industries
        self.sources = sources
        self.anyTags = anyTags
        self.companyEmail = companyEmail
    }
}
