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
        let match = request.withTarget { target in
            router.match(request.method, target, from: start(of: target))
        }
        switch match {
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
        if let accept = request.accept, !endpoint.isAcceptable(for: accept) {
            throw HTTPProblem(
                .notAcceptable,
                "This is available as \(endpoint.produces.map(\.essence).joined(separator: ", ")).")
        }
        guard request.hasBody else { return }
        if !endpoint.takesJSON || !request.isPlainJSON, let body = endpoint.body {
            try check(request.contentType, for: body)
        }
        if let coding = request.contentEncoding, coding.lowercased() != "identity" {
            throw HTTPProblem(
                .unsupportedMediaType, "Send the body as it is, without Content-Encoding.")
        }
        guard request.known.contentLength ?? 0 <= endpoint.bodyLimit else {
            throw .contentTooLarge(limit: endpoint.bodyLimit)
        }
    }

    private func check(
        _ contentType: String?, for body: InputDeclaration
    ) throws(HTTPProblem) {
        if !body.takes(contentType) {
            throw HTTPProblem(
                .unsupportedMediaType,
                "Send \(body.mediaTypes.map(\.value).joined(separator: " or ")).")
        }
        if !body.takesCharset(of: contentType) {
            throw HTTPProblem(
                .unsupportedMediaType, code: "charset",
                "Send the body in UTF-8: no other charset is read.")
        }
    }

    /// Where the target begins without the root path, which a proxy may have left in it.
    private func start(of target: Span<UInt8>) -> Int {
        let count = rootPath.count
        guard count > 0, target.count >= count else { return 0 }
        for index in 0..<count where target[index] != rootPath[index] { return 0 }
        guard target.count > count else { return count }
        let next = target[count]
        return next == UInt8(ascii: "/") || next == UInt8(ascii: "?") ? count : 0
    }

    private static func allow(_ methods: [RequestMethod]) -> HeaderField {
        HeaderField("allow", methods.map(\.rawValue).joined(separator: ", "))
    }

    private func options(_ request: Request, _ methods: [RequestMethod]) -> Response {
        var headers = [Self.allow(methods)]
        if let origin = request.origin {
            headers += settings.cors.preflight(for: origin, methods: methods)
        }
        return decorated(.empty(headers: headers), for: request)
    }
}
