/// A route that sample leads go to.
public struct SampleRoute: Equatable, Sendable {
    /// Unique among the samples.
    public var name: String
    /// What the route is for.
    public var description: String
    /// Texts as its leads write them.
    public var examples: [String]
    /// Whether leads go here when nothing else fits.
    public var isFallback = false
    /// The least revenue tier, 0…10, if it matters.
    public var minRevenueTier: Int?
    /// The least number of employees, if it matters.
    public var minEmployees: Int?

    /// All sample routes, the fallback last.
    public static let all: [SampleRoute] =
        SampleTopic.all.map(\.route) + [
            SampleRoute(
                name: "General inbox",
                description: "Everything that no team is responsible for; sorted by hand.",
                examples: [], isFallback: true)
        ]
}
