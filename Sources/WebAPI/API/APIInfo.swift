/// What the OpenAPI document says of the API as a whole.
public struct APIInfo: Sendable {
    /// A named group of operations.
    public struct Tag: Sendable, Equatable {
        /// The name that operations give.
        public var name: String
        /// What the group is for.
        public var description: String

        /// A group.
        public init(_ name: String, _ description: String) {
            self.name = name
            self.description = description
        }
    }

    /// The API's name.
    public var title: String
    /// The API's version.
    public var version: String
    /// What the API is for, in Markdown.
    public var description: String
    /// The groups, in the order in which they are shown.
    public var tags: [Tag]
    /// The requests that the service itself sends.
    public var webhooks: [Webhook]
    /// The licence's SPDX identifier, or nil.
    public var license: String?

    /// Describes an API.
    public init(
        title: String, version: String, description: String = "", tags: [Tag] = [],
        webhooks: [Webhook] = [], license: String? = nil
    ) {
        self.title = title
        self.version = version
        self.description = description
        self.tags = tags
        self.webhooks = webhooks
        self.license = license
    }
}
