import Schema

extension API {
    /// Finds what contradicts itself in declarations, before the first request does.
    static func check(_ operations: [Operation]) throws(APIError) {
        var ids: Set<String> = []
        for operation in operations {
            guard ids.insert(operation.id).inserted else {
                throw APIError(.duplicateID, "Two operations have the id \(operation.id).")
            }
            try checkPath(of: operation)
            try checkBody(of: operation)
        }
    }

    private static func checkPath(of operation: Operation) throws(APIError) {
        var definitions = SchemaDefinitions()
        var declared: Set<String> = []
        for input in operation.inputs where input.place == .path {
            declared.formUnion(input.parameters(&definitions).map(\.name))
        }
        let named = Set(operation.path.parameterNames)
        guard declared == named else {
            throw APIError(
                .pathParameters,
                "\(operation.id): the path names \(named.sorted()), the inputs \(declared.sorted())."
            )
        }
    }

    private static func checkBody(of operation: Operation) throws(APIError) {
        let bodies = operation.inputs.count { $0.place == .body }
        let isAllowed = ![.get, .head, .delete, .options].contains(operation.method)
        guard bodies <= (isAllowed ? 1 : 0) else {
            throw APIError(
                .unexpectedBody,
                "\(operation.id): \(operation.method.rawValue) takes \(isAllowed ? "one" : "no") body."
            )
        }
    }
}
