import NIOCore
import NIOHTTP1

extension Connection {
    /// Writes a whole response and goes on to the next request.
    func send(_ response: Response, to request: Request) {
        guard let context else { return }
        if loop.isStopping { exchange.keepsAlive = false }
        output.clear()
        ResponseEncoder(dateLine: loop.dateLine, exchange: exchange)
            .encode(response, for: request, into: &output)
        context.write(wrapOutboundOut(output), promise: nil)
        finish(lingers: false)
    }

    /// Answers before the request's end: the rest of it is not wanted.
    func answerEarly(_ request: Request, _ response: Response) {
        exchange.keepsAlive = false
        giveBack()
        guard let context else { return }
        output.clear()
        ResponseEncoder(dateLine: loop.dateLine, exchange: exchange)
            .encode(response, for: request, into: &output)
        context.write(wrapOutboundOut(output), promise: nil)
        finish(lingers: true)
    }

    /// Answers what could not be read as a request.
    func refuse(_ problem: HTTPProblem) {
        let request: Request
        switch state {
        case .receiving(let current, _), .discarding(let current, _, _): request = current
        case .idle:
            exchange = Exchange()
            request = Request(method: .other, target: "/", headers: [:], peer: peer)
        case .responding, .closing: return
        }
        answerEarly(request, api.response(to: problem, of: request))
    }

    func sendContinue() {
        context?.writeAndFlush(
            wrapOutboundOut(ByteBuffer(string: "HTTP/1.1 100 Continue\r\n\r\n")), promise: nil)
    }

    /// Ends an exchange whose response is written: the connection waits, or closes.
    func finish(lingers: Bool) {
        guard exchange.keepsAlive else { return closeAfterWrite(lingers: lingers) }
        state = .idle
        wait(isWritable ? loop.settings.idleTimeout : loop.settings.bodyTimeout)
        flush()
        processQueue()
    }

    /// Flushes now, or once for all responses to what was read in one go.
    func flush() {
        if isReading {
            needsFlush = true
        } else {
            context?.flush()
        }
    }

    /// Closes behind the response.
    ///
    /// While the client may still be sending, only our side is closed at first: closing with unread
    /// bytes would make TCP throw the response away.
    func closeAfterWrite(lingers: Bool) {
        state = .closing
        queue.removeAll()
        wait(loop.settings.bodyTimeout)
        guard let context else { return }
        let written = context.eventLoop.makePromise(of: Void.self)
        context.writeAndFlush(wrapOutboundOut(ByteBuffer()), promise: written)
        written.futureResult.whenComplete { [self] _ in
            guard let context = self.context else { return }
            wait(.seconds(2))
            isOutputClosed = true
            context.close(mode: isInputClosed || !lingers ? .all : .output, promise: nil)
        }
        if isReadHeld {
            isReadHeld = false
            context.read()
        }
    }
}
