import Logging
import Schema

extension API {
    /// Runs an operation on a request whose body is there; every error becomes a response.
    func respond(_ request: Request, with operation: Int) async -> Response {
        guard !counters.isEmpty else { return await answer(request, with: operation) }
        let start = OperationMetrics.now()
        let response = await answer(request, with: operation)
        counters[operation].record(
            response.status, nanoseconds: OperationMetrics.now() &- start)
        return response
    }

    /// Counts a response to a request that no operation took.
    func countRefusal(_ status: ResponseStatus) {
        counters.last?.record(status, nanoseconds: 0)
    }

    private func answer(_ request: Request, with operation: Int) async -> Response {
        do {
            return decorated(try await operations[operation].handle(request), for: request)
        } catch {
            return response(to: error, of: request)
        }
    }

    /// Answers a request as it stands, from its admission to the response.
    func respond(to request: Request) async -> Response {
        switch admit(request) {
        case .answer(let response):
            countRefusal(response.status)
            return response
        case .operation(let index, let limit):
            guard request.body.count <= limit else {
                return response(to: HTTPProblem.contentTooLarge(limit: limit), of: request)
            }
            return await respond(request, with: index)
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

    /// Adds what pages of other origins need.
    func decorated(_ response: Response, for request: Request) -> Response {
        guard let origin = request.known.origin, !settings.cors.origins.isEmpty else {
            return response
        }
        var response = response
        response.headers += settings.cors.headers(for: origin)
        return response
    }
}
