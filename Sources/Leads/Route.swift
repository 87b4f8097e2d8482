/// A team or person that leads go to.
public struct Route: Sendable, Equatable {
    /// The route's id.
    public var id: RouteID
    /// Its name, unique in the workspace, 1…100 characters.
    public var name: String
    /// What the route is for, in words; the first text its leads are compared with.
    public var description: String
    /// Texts as typical leads of this route would write them.
    public var examples: [String]
    /// What a lead must fulfil to be eligible.
    public var rules: RouteRules
    /// Whether leads go here when no other route fits.
    public var isFallback: Bool
    /// Whether leads go here at all.
    public var isActive: Bool
    /// Counts the changes to the route; a decision names the version it saw.
    public var version: Int32

    /// Makes the value as it is stored.
    public init(
        id: RouteID, name: String, description: String, examples: [String], rules: RouteRules,
        isFallback: Bool, isActive: Bool, version: Int32
    ) {
        self.id = id
        self.name = name
        self.description = description
        self.examples = examples
        self.rules = rules
        self.isFallback = isFallback
        self.isActive = isActive
        self.version = version
    }
}
