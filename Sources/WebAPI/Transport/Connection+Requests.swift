import NIOCore
import NIOHTTP1

extension Connection {
    func process(_ part: HTTPServerRequestPart) {
        switch part {
        case .head(let head): begin(head)
        case .body(let bytes): take(bytes)
        case .end: end()
        }
    }

    private func begin(_ head: HTTPRequestHead) {
        let request = Request(
            method: RequestMethod(head.method), target: head.uri, headers: head.headers, peer: peer)
        // Behind an offer to change the protocol, which is never taken up, the decoder stops.
        let isLast = request.known.asksForUpgrade || head.method == .CONNECT
        exchange.keepsAlive = head.isKeepAlive && !isLast && !loop.isStopping
        exchange.isHTTP10 = head.version.major == 1 && head.version.minor == 0
        exchange.isHead = request.method == .head
        wait(loop.settings.bodyTimeout)
        let hasBody = request.known.isChunked || (request.known.contentLength ?? 0) > 0
        if let problem = fault(of: head, request) {
            exchange.keepsAlive = false
            return reject(request, api.response(to: problem, of: request), hasBody)
        }
        switch api.admit(request) {
        case .endpoint(let endpoint):
            state = .receiving(request, endpoint)
            if hasBody, request.known.expectsContinue, !exchange.isHTTP10 { sendContinue() }
        case .answer(let response):
            api.refusals?.record(response.status, nanoseconds: 0)
            reject(request, response, hasBody)
        }
    }

    /// What makes a head unusable whatever its target (RFC 9112, section 3.2; RFC 9110, 10.1.1).
    private func fault(of head: HTTPRequestHead, _ request: Request) -> HTTPProblem? {
        let hosts = request.known.hostCount
        if hosts > 1 || (hosts == 0 && !exchange.isHTTP10) {
            return HTTPProblem(.badRequest, "Send exactly one Host header.")
        }
        if request.known.hasUnknownExpectation { return HTTPProblem(.expectationFailed) }
        return nil
    }

    /// Answers by the head alone: at once if the client waits or has much to send, else behind
    /// the body, so that the connection can be used again.
    private func reject(_ request: Request, _ response: Response, _ hasBody: Bool) {
        let length = request.known.contentLength ?? 0
        let isPatient = !request.known.expectsContinue && length <= api.settings.bodyLimit
        if !hasBody || isPatient {
            state = .discarding(request, response, left: api.settings.bodyLimit)
        } else {
            answerEarly(request, response)
        }
    }

    private func take(_ bytes: ByteBuffer) {
        switch state {
        case .receiving(let request, let endpoint):
            guard request.body.count + bytes.readableBytes <= endpoint.bodyLimit else {
                let problem = HTTPProblem.contentTooLarge(limit: endpoint.bodyLimit)
                return answerEarly(request, api.response(to: problem, of: request))
            }
            guard hold(request.body.count + bytes.readableBytes) else {
                let problem = HTTPProblem.unavailable(
                    "Too many large bodies at once: try again, or send fewer leads at a time.",
                    code: "too_many_bodies", retryAfter: 1)
                return answerEarly(request, api.response(to: problem, of: request))
            }
            request.append(bytes)
        case .discarding(let request, let response, let left):
            guard bytes.readableBytes <= left else { return answerEarly(request, response) }
            state = .discarding(request, response, left: left - bytes.readableBytes)
        default: break
        }
    }

    /// Takes what a large body needs from the budget of all connections.
    private func hold(_ count: Int) -> Bool {
        guard count > BodyBudget.smallest else { return true }
        guard api.bodies.take(count - heldBytes) else { return false }
        heldBytes = count
        return true
    }

    /// Gives back what the body had from the budget.
    func giveBack() {
        guard heldBytes > 0 else { return }
        api.bodies.give(heldBytes)
        heldBytes = 0
    }

    private func end() {
        switch state {
        case .receiving(let request, let endpoint): run(endpoint, request)
        case .discarding(let request, let response, _):
            state = .responding
            send(response, to: request)
        default: break
        }
    }

    /// Calls the handler.
    ///
    /// It begins on this very call stack; if it finishes without waiting, the response is written
    /// before this returns, and nothing was scheduled.
    private func run(_ endpoint: Endpoint, _ request: Request) {
        state = .responding
        deadline = .max
        loop.running += 1
        let task = Task.immediate(executorPreference: loop.executor) { [self] in
            let response = await api.respond(request, at: endpoint)
            // Before the response, behind which the next request's body may come at once.
            giveBack()
            if case .stream(let write) = response.content, !exchange.isHead {
                await stream(response, to: request, write)
            } else {
                send(response, to: request)
            }
            handler = nil
            loop.running -= 1
        }
        if case .responding = state { handler = task }
    }
}

extension RequestMethod {
    init(_ method: HTTPMethod) {
        switch method {
        case .GET: self = .get
        case .HEAD: self = .head
        case .POST: self = .post
        case .PUT: self = .put
        case .PATCH: self = .patch
        case .DELETE: self = .delete
        case .OPTIONS: self = .options
        default: self = .other
        }
    }
}
