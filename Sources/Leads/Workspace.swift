/// A client's own space: its leads, routes and outcomes never meet another's.
public struct Workspace: Sendable, Equatable {
    /// Its id, the first column of every key.
    public let id: WorkspaceID
    /// Its short name in addresses and commands, for example `default`.
    public let slug: String
    /// The cosine similarity (-1…1) below which a lead goes to the fallback route.
    public let routeThreshold: Float

    /// Makes the value as it is stored.
    public init(id: WorkspaceID, slug: String, routeThreshold: Float) {
        self.id = id
        self.slug = slug
        self.routeThreshold = routeThreshold
    }
}
