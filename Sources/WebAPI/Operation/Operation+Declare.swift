import Schema

extension Operation {
    /// Declares an operation.
    ///
    /// ```swift
    /// let create = Operation(
    ///     .post, "/api/v1/leads", id: "create_lead", summary: "Take in a lead", tags: ["leads"],
    ///     input: .body(LeadPayload.self),
    ///     answers: [.created(LeadReceipt.self)], problems: [.conflict, .unavailable]
    /// ) { request, lead in
    ///     let receipt = try await intake.take(lead)
    ///     return .created(receipt, location: "/api/v1/leads/\(receipt.id)")
    /// }
    /// ```
    ///
    /// 401 (where a key is needed), 406, 413 and 415 (with a body) and 422 (with any input) are
    /// declared without being named.
    ///
    /// - Parameters:
    ///   - method: the method.
    ///   - path: the path, its parameters in braces.
    ///   - id: the name in the OpenAPI document and the metrics.
    ///   - summary: what it does, in a few words.
    ///   - description: what it does, in Markdown.
    ///   - tags: the groups it belongs to.
    ///   - input: the typed inputs; their values are the handler's arguments after the request.
    ///   - answers: the responses, the usual one first.
    ///   - problems: the refusals that the handler may throw.
    ///   - security: whether a key is needed.
    ///   - deprecated: whether clients should no longer use it.
    ///   - documented: whether the OpenAPI document names it.
    ///   - handler: answers a request, or throws an `HTTPProblem`.
    public init<each Value: Sendable>(
        _ method: RequestMethod, _ path: PathTemplate, id: String, summary: String,
        description: String? = nil, tags: [String] = [], input: repeat Input<each Value>,
        answers: [Answer], problems: [ResponseStatus] = [], security: SecurityRule = .apiKey,
        deprecated: Bool = false, documented: Bool = true,
        handler: @escaping @Sendable (Request, repeat each Value) async throws -> Response
    ) {
        let names = path.parameterNames
        var inputs: [InputDeclaration] = []
        for declaration in repeat (each input).declaration { inputs.append(declaration) }
        self.init(
            method: method, path: path, id: id, summary: summary, description: description,
            tags: tags, security: security, isDeprecated: deprecated, isDocumented: documented,
            answers: answers, problems: problems, inputs: inputs
        ) { request in
            var issues: [ValidationIssue] = []
            let values = (repeat (each input).value(in: request, pathNames: names, &issues))
            guard issues.isEmpty else { throw ValidationFailure(issues: issues) }
            return try await handler(request, repeat try (each values).checked())
        }
    }
}
