/// What becomes of a request once its head is known, before its body is read.
enum Admission: Sendable {
    /// An operation takes it.
    case endpoint(Endpoint)
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
        // The server as a whole is asked (RFC 9110, section 9.3.7).
        if request.method == .options, request.target == "*" {
            return .answer(options(request, RequestMethod.allCases.filter { $0 != .other }))
        }
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
            let endpoint = endpoints[index]
            try admit(request, to: endpoint)
            return .endpoint(endpoint)
        }
    }

    private func admit(_ request: Request, to endpoint: Endpoint) throws(HTTPProblem) {
        try admitClient(of: request, to: endpoint)
        if let accept = request.known.accept, !endpoint.isAcceptable(for: accept) {
            throw HTTPProblem(
                .notAcceptable,
                "This is available as \(endpoint.produces.map(\.essence).joined(separator: ", ")).")
        }
        let length = request.known.contentLength ?? 0
        guard length > 0 || request.known.isChunked else { return }
        if let body = endpoint.body, !body.takes(request.known.contentType) {
            throw HTTPProblem(
                .unsupportedMediaType,
                "Send \(body.mediaTypes.map(\.value).joined(separator: " or ")).")
        }
        if let body = endpoint.body, !body.takesCharset(of: request.known.contentType) {
            throw HTTPProblem(
                .unsupportedMediaType, code: "charset",
                "Send the body in UTF-8: no other charset is read.")
        }
        if let coding = request.header("content-encoding"), coding.lowercased() != "identity" {
            throw HTTPProblem(
                .unsupportedMediaType, "Send the body as it is, without Content-Encoding.")
        }
        guard length <= endpoint.bodyLimit else {
            throw .contentTooLarge(limit: endpoint.bodyLimit)
        }
    }

    /// The target without the root path, which a proxy may have left in it.
    private func inner(_ target: String) -> String {
        guard !rootPath.isEmpty, target.utf8.starts(with: rootPath) else { return target }
        let rest = target.utf8.dropFirst(rootPath.count)
        guard let next = rest.first else { return "/" }
        if next == UInt8(ascii: "/") { return String(rest) ?? target }
        return next == UInt8(ascii: "?") ? "/" + (String(rest) ?? "") : target
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
