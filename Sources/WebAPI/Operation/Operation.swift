/// One operation of the API: a method on a path, what it takes, what it answers, and its handler.
///
/// An operation knows nothing of its transport.
public struct Operation: Sendable {
    /// The method.
    public let method: RequestMethod
    /// The path.
    public let path: PathTemplate
    /// The name in the OpenAPI document and the metrics, such as `create_lead`.
    public let id: String
    /// What it does, in a few words.
    public let summary: String
    /// What it does, in Markdown.
    public let description: String?
    /// The groups it belongs to.
    public let tags: [String]
    /// Whether a key is needed.
    public let security: SecurityRule
    /// Whether clients should no longer use it.
    public let isDeprecated: Bool
    /// Whether the OpenAPI document names it.
    public let isDocumented: Bool
    /// The responses declared, the usual one first.
    public let answers: [Answer]
    /// The refusals declared beside those that follow from the declaration.
    public let problems: [ResponseStatus]

    let inputs: [InputDeclaration]
    let handle: @Sendable (Request) async throws -> Response

    /// The body's declaration, or nil when the operation takes none.
    var body: InputDeclaration? { inputs.first { $0.place == .body } }

    /// The media types of the bodies it answers with.
    var produces: [MediaType] { answers.compactMap(\.mediaType) }
}
