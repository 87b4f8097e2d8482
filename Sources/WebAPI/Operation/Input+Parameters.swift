public import Schema

extension Input where Value: Contracted {
    /// The path's parameters; the contract's fields are the names in braces.
    public static func path(_ type: Value.Type) -> Input { .path(type.contract) }

    /// The query's parameters.
    public static func query(_ type: Value.Type) -> Input {
        .parameters(type.contract, .query, .query) { request, _ in request.queryParameters }
    }

    /// Headers; names are compared without regard to case.
    public static func headers(_ type: Value.Type) -> Input {
        .parameters(type.contract, .headers, .header) { request, _ in
            request.headers.all
        }
    }
}

extension Input where Value: SchemaValue {
    /// One path parameter.
    ///
    /// - Parameters:
    ///   - name: the name in braces in the operation's path.
    ///   - type: the parameter's type.
    ///   - rule: what the value must hold to, if anything.
    ///   - description: what the parameter means.
    ///   - example: a value for the documentation.
    /// - Returns: the input.
    public static func path(
        _ name: String, _ type: Value.Type, _ rule: Rule<Value>? = nil,
        description: String? = nil, example: JSONValue? = nil
    ) -> Input {
        let field =
            rule.map { rule in
                Field(name, { $0.value }, rule, description: description, example: example)
            }
            ?? Field<One<Value>, Value>(
                name, { $0.value }, description: description, example: example)
        let one = Input<One<Value>>.path(Contract(name, One.init(value:), field))
        return Input(declaration: one.declaration) { (request, names) throws(ValidationFailure) in
            try one.read(request, names).value
        }
    }
}

extension Input {
    /// The path's parameters as `contract` reads them.
    static func path(_ contract: Contract<Value>) -> Input {
        .parameters(contract, .path, .path) { request, names in
            unsafe zip(names, request.pathValues).map { (name: $0, value: $1) }
        }
    }

    fileprivate static func parameters(
        _ contract: Contract<Value>, _ place: InputDeclaration.Place, _ source: ParameterPlace,
        _ pairs: @escaping @Sendable (Request, [String]) -> [(name: String, value: String)]
    ) -> Input {
        let declaration = InputDeclaration(
            place: place, parameters: { contract.parameters(in: &$0) })
        return Input(declaration: declaration) { (request, names) throws(ValidationFailure) in
            try contract.decode(parameters: pairs(request, names), in: source)
        }
    }
}

/// A single parameter, wrapped so that a contract can read it.
struct One<Value: SchemaValue>: Sendable {
    var value: Value
}
