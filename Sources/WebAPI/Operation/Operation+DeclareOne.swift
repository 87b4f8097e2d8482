extension Operation {
    /// Declares an operation of exactly one input, as the general declaration does.
    ///
    /// The compiler prefers it; it spares a request the tuples that a list of any length needs.
    ///
    /// - Parameters:
    ///   - method: the method.
    ///   - path: the path, its parameters in braces.
    ///   - id: the name in the OpenAPI document and the metrics.
    ///   - summary: what it does, in a few words.
    ///   - description: what it does, in Markdown.
    ///   - tags: the groups it belongs to.
    ///   - input: the typed input; its value is the handler's argument after the request.
    ///   - answers: the responses, the usual one first.
    ///   - problems: the refusals that the handler may throw.
    ///   - security: whether a key is needed.
    ///   - deprecated: whether clients should no longer use it.
    ///   - documented: whether the OpenAPI document names it.
    ///   - handler: answers a request, or throws an `HTTPProblem`.
    public init<Value: Sendable>(
        _ method: RequestMethod, _ path: PathTemplate, id: String, summary: String,
        description: String? = nil, tags: [String] = [], input: Input<Value>,
        answers: [Answer], problems: [ResponseStatus] = [], security: SecurityRule = .apiKey,
        deprecated: Bool = false, documented: Bool = true,
        handler: @escaping @Sendable (Request, Value) async throws -> Response
    ) {
        let names = path.parameterNames
        let read = input.read
        self.init(
            method: method, path: path, id: id, summary: summary, description: description,
            tags: tags, security: security, isDeprecated: deprecated, isDocumented: documented,
            answers: answers, problems: problems, inputs: [input.declaration]
        ) { request in
            try await handler(request, try read(request, names))
        }
    }
}
