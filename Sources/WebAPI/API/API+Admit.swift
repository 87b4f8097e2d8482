/// What becomes of a request once its head is known, before its body is read.
enum Admission: Sendable {
    /// The operation with this index takes it, with at most so many bytes of body.
    case operation(Int, bodyLimit: Int)
    /// It is answered as it stands.
    case answer(Response)
}

extension API {
    /// Decides by the head alone whether an operation takes the request, and finds it.
    func admit(_ request: Request) -> Admission {
        do throws(HTTPProblem) {
            return try admitted(request)
        } catch {
            return .answer(self.response(to: error, of: request))
        }
    }

    private func admitted(_ request: Request) throws(HTTPProblem) -> Admission {
        switch router.match(request.method, inner(request.target)) {
        case .notFound: throw .notFound()
        case .methodNotAllowed(let methods):
            guard request.method == .options else {
                throw HTTPProblem(
                    .methodNotAllowed, headers: [Self.allow(methods)])
            }
            return .answer(options(request, methods))
        case .operation(let index, let values):
            unsafe request.pathValues = values
            try admit(request, to: operations[index])
            return .operation(index, bodyLimit: limit(of: operations[index]))
        }
    }

    private func admit(_ request: Request, to operation: Operation) throws(HTTPProblem) {
        if operation.security == .apiKey, !settings.keys.isEmpty {
            try settings.keys.check(request)
        }
        if let accept = request.known.accept, !Self.accepts(accept, operation.produces) {
            throw HTTPProblem(
                .notAcceptable,
                "This is available as \(operation.produces.map(\.essence).joined(separator: ", "))."
            )
        }
        let length = request.known.contentLength ?? 0
        guard length > 0 || request.known.isChunked else { return }
        if let body = operation.body, !body.takes(request.known.contentType) {
            throw HTTPProblem(
                .unsupportedMediaType,
                "Send \(body.mediaTypes.map(\.value).joined(separator: " or ")).")
        }
        let limit = limit(of: operation)
        guard length <= limit else { throw .contentTooLarge(limit: limit) }
    }

    private func limit(of operation: Operation) -> Int {
        operation.body?.bodyLimit ?? settings.bodyLimit
    }

    /// The target without the root path, which a proxy may have left in it.
    private func inner(_ target: String) -> String {
        guard !rootPath.isEmpty, target.utf8.starts(with: rootPath) else { return target }
        let rest = target.utf8.dropFirst(rootPath.count)
        guard let next = rest.first else { return "/" }
        if next == UInt8(ascii: "/") { return String(rest) ?? target }
        return next == UInt8(ascii: "?") ? "/" + (String(rest) ?? "") : target
    }

    /// Whether a client that takes `accept` takes one of these; problem details always fit.
    private static func accepts(_ accept: String, _ types: [MediaType]) -> Bool {
        if types.isEmpty || accept == "*/*" || accept == "application/json" && types[0] == .json {
            return true
        }
        let acceptance = Acceptance(accept)
        if acceptance.prefersProblem { return true }
        return types.contains { acceptance.quality(ofType: $0.essence) > 0 }
    }

    private static func allow(_ methods: [RequestMethod]) -> HeaderField {
        HeaderField("allow", methods.map(\.rawValue).joined(separator: ", "))
    }

    private func options(_ request: Request, _ methods: [RequestMethod]) -> Response {
        var headers = [Self.allow(methods)]
        if let origin = request.known.origin {
            headers += settings.cors.preflight(for: origin, methods: methods)
        }
        return decorated(.empty(headers: headers), for: request)
    }
}
