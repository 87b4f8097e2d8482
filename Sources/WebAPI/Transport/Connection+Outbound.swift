import NIOCore

extension Connection {
    /// Writes a whole response and goes on to the next request.
    func send(_ response: Response, to request: Request) {
        guard context != nil else { return }
        if loop.isStopping { exchange.keepsAlive = false }
        encode(response, for: request)
        finish()
    }

    private func encode(_ response: Response, for request: Request) {
        ResponseEncoder(dateLine: loop.dateLine, exchange: exchange)
            .encode(response, for: request, into: &output)
        // Of requests sent behind each other the responses are written together, in moderation.
        if output.readableBytes > Self.mostOutput { flushOutput() }
    }

    /// Answers before the request's end: the rest of it is not wanted.
    func answerEarly(_ request: Request, _ response: Response) {
        exchange.keepsAlive = false
        giveBack()
        guard context != nil else { return }
        encode(response, for: request)
        finish()
    }

    /// Answers what could not be read as a request.
    func refuse(_ problem: HTTPProblem) {
        let request: Request
        switch state {
        case .receiving(let current, _), .discarding(let current, _, _): request = current
        case .idle:
            exchange = Exchange()
            request = Request(RequestHead(), peer: peer)
        case .responding, .closing: return
        }
        answerEarly(request, api.response(to: problem, of: request))
    }

    func sendContinue() {
        output.writeStaticString("HTTP/1.1 100 Continue\r\n\r\n")
        flushOutput()
    }

    /// Ends an exchange whose response is written: the connection waits, or closes.
    func finish() {
        guard exchange.keepsAlive else { return closeAfterWrite(lingers: true) }
        state = .idle
        wait(isWritable ? loop.patience.idle : loop.patience.body)
        flush()
        takeRequests()
    }

    /// Flushes now, or once for all responses to what was read in one go.
    func flush() {
        if isReading {
            needsFlush = true
        } else {
            flushOutput()
        }
    }

    /// Closes behind the response.
    ///
    /// While the client may still be sending, only our side is closed at first: bytes that nobody
    /// reads would make TCP throw away what the client has yet to take (RFC 9112, section 9.6).
    func closeAfterWrite(lingers: Bool) {
        state = .closing
        input = ByteBuffer()
        wait(loop.patience.body)
        flushOutput()
        guard let context else { return }
        let written = context.eventLoop.makePromise(of: Void.self)
        context.writeAndFlush(wrapOutboundOut(ByteBuffer()), promise: written)
        written.futureResult.whenComplete { [self] _ in
            guard let context = self.context else { return }
            wait(loop.patience.end)
            isOutputClosed = true
            context.close(mode: isInputClosed || !lingers ? .all : .output, promise: nil)
        }
        if isReadHeld {
            isReadHeld = false
            context.read()
        }
    }
}
