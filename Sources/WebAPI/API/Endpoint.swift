/// An operation as it is served: what every request to it needs, worked out once.
///
/// A class, so that a request passes one reference on and copies no declaration.
final class Endpoint: Sendable {
    let handle: @Sendable (Request) async throws -> Response
    let needsKey: Bool
    /// Whether requests to it count against their client's limit.
    let isLimited: Bool
    let body: InputDeclaration?
    let takesJSON: Bool
    /// The most bytes of body.
    let bodyLimit: Int
    let produces: [MediaType]
    let counters: OperationMetrics?

    init(_ operation: Operation, _ settings: APISettings, counters: OperationMetrics?) {
        handle = operation.handle
        needsKey = operation.security == .apiKey && !settings.keys.isEmpty
        isLimited = operation.security == .apiKey
        body = operation.body
        takesJSON = operation.body?.takesJSON ?? false
        bodyLimit = operation.body?.bodyLimit ?? settings.bodyLimit
        produces = operation.produces
        self.counters = counters
    }

    /// Whether a client that takes `accept` takes what is answered; problem details always fit.
    func isAcceptable(for accept: String) -> Bool {
        if accept == "*/*" || produces.isEmpty { return true }
        let acceptance = Acceptance(accept)
        if acceptance.prefersProblem { return true }
        return produces.contains { acceptance.quality(ofType: $0.essence) > 0 }
    }
}
