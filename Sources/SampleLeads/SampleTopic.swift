/// A kind of request, the words of its leads and the team that takes them.
struct SampleTopic: Sendable {
    let route: SampleRoute
    /// How common it is beside the others.
    let weight: Int
    /// The chance that such a lead buys, before timing and size.
    let odds: Double
    /// The usual revenue tier.
    let tier: Int
    /// The share of leads that write as private persons.
    let privateShare: Double
    /// About the most people that its companies have.
    let largest: Int
    let companyTails: [String]
    let jobs: [String]
    let industries: [String]
    let tags: [String]
    let openings: [String]
    let needs: [String]

    static let all = [
        enterpriseSecurity, cloudMigration, analytics, retail, manufacturing, partners, education,
    ]
}
