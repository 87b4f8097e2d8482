import Logging
import Schema

extension API {
    /// Runs an operation on a request whose body is there; every error becomes a response.
    func respond(_ request: Request, at endpoint: Endpoint) async -> Response {
        let start = OperationMetrics.now()
        let response = await answer(request, endpoint)
        let duration = OperationMetrics.now() &- start
        endpoint.counters?.record(response.status, nanoseconds: duration)
        if logsRequests { log(request, response.status, microseconds: duration / 1000) }
        return response
    }

    private func answer(_ request: Request, _ endpoint: Endpoint) async -> Response {
        do {
            return decorated(try await endpoint.handle(request), for: request)
        } catch {
            return response(to: error, of: request)
        }
    }

    /// Answers a request as it stands, from its admission to the response.
    func respond(to request: Request) async -> Response {
        switch admit(request) {
        case .answer(let response):
            refusals?.record(response.status, nanoseconds: 0)
            return response
        case .endpoint(let endpoint):
            guard request.body.count <= endpoint.bodyLimit else {
                let problem = HTTPProblem.contentTooLarge(limit: endpoint.bodyLimit)
                return response(to: problem, of: request)
            }
            return await respond(request, at: endpoint)
        }
    }

    /// The response that tells the client of an error; what isn't meant for it is logged only.
    func response(to error: any Error, of request: Request) -> Response {
        let response =
            switch error {
            case let failure as ValidationFailure: ProblemBody.response(to: failure, of: request)
            case let problem as HTTPProblem: ProblemBody.response(to: problem, of: request)
            default: unforeseen(error, in: request)
            }
        return decorated(response, for: request)
    }

    private func unforeseen(_ error: any Error, in request: Request) -> Response {
        if error is CancellationError {
            return ProblemBody.response(to: HTTPProblem.unavailable(retryAfter: 1), of: request)
        }
        logger.error(
            "A request failed",
            metadata: [
                "request_id": "\(request.id)", "method": "\(request.method.rawValue)",
                "path": "\(request.path)", "error": "\(error)",
            ])
        return ProblemBody.response(
            to: HTTPProblem(
                .internalError, code: "internal_error",
                "Internal Server Error. The log has more under request id \(request.id)."),
            of: request)
    }

    /// Says what was asked and answered, without the query, which may name a customer's data.
    private func log(_ request: Request, _ status: ResponseStatus, microseconds: UInt64) {
        logger.debug(
            "Answered",
            metadata: [
                "request_id": "\(request.id)", "method": "\(request.method.rawValue)",
                "path": "\(request.path)", "status": "\(status.code)",
                "microseconds": "\(microseconds)",
            ])
    }

    /// Adds what clients must know of their limit, and what pages of other origins need.
    func decorated(_ response: Response, for request: Request) -> Response {
        guard unsafe request.allowance != nil || request.known.origin.isThere else {
            return response
        }
        var response = response
        if let allowance = unsafe request.allowance { response.headers += allowance.headers }
        guard let origin = request.origin, !settings.cors.origins.isEmpty else {
            return response
        }
        response.headers += settings.cors.headers(for: origin)
        return response
    }
}
