import NIOCore

extension Connection {
    /// Does what an event asks for; false when more bytes must come first.
    func take(_ event: RequestReader.Event) -> Bool {
        switch event {
        case .whole(let head, let body):
            begin(head)
            if body.readableBytes > 0 { take(body) }
            end()
        case .head(let head): begin(head)
        case .body(let bytes): take(bytes)
        case .end: end()
        case .needsMore: return false
        }
        return true
    }

    private func begin(_ head: RequestHead) {
        hasPartialHead = false
        bytesLeft = .max
        let request = Request(head, peer: peer)
        // Behind an offer to change the protocol, which is never taken up, nothing is read.
        let isLast = head.known.asksForUpgrade || head.isConnect
        exchange.keepsAlive = head.keepsAlive && !isLast && !loop.isStopping
        exchange.isHTTP10 = head.isHTTP10
        exchange.isHead = request.method == .head
        wait(loop.patience.body)
        let hasBody = request.hasBody
        if let problem = fault(of: request) {
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
    private func fault(of request: Request) -> HTTPProblem? {
        let hosts = request.known.hostCount
        if hosts > 1 || (hosts == 0 && !exchange.isHTTP10) {
            return HTTPProblem(.badRequest, "Send exactly one Host header.")
        }
        if request.known.hasInvalidHost {
            return HTTPProblem(.badRequest, "The Host header names no host.")
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
            guard request.bodyCount + bytes.readableBytes <= endpoint.bodyLimit else {
                let problem = HTTPProblem.contentTooLarge(limit: endpoint.bodyLimit)
                return answerEarly(request, api.response(to: problem, of: request))
            }
            guard hold(request.bodyCount + bytes.readableBytes) else {
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
        case .receiving(let request, let endpoint): run(Call(endpoint: endpoint, request: request))
        case .discarding(let request, let response, _):
            state = .responding
            send(response, to: request)
        default: break
        }
    }
}
