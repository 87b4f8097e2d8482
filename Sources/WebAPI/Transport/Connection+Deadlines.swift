import NIOCore

extension Connection {
    /// The client took too long: that counts unless it is just slow to take in a response.
    func expire() {
        if isTakingResponse() { return wait(loop.patience.body) }
        switch state {
        case .idle where !hasPartialHead || !isWritable: close()
        case .idle, .receiving, .discarding:
            refuse(HTTPProblem(.requestTimeout, "The request took too long to arrive."))
        case .responding, .closing: close()
        }
    }

    /// Whether bytes of a response still wait for the client, and some left since the last look.
    private func isTakingResponse() -> Bool {
        // A closed channel, the only one without the option, takes nothing.
        let left = try? context?.channel.syncOptions?.getOption(.bufferedWritableBytes)
        guard let left, left > 0 else {
            bytesLeft = .max
            return false
        }
        defer { bytesLeft = left }
        return left < bytesLeft
    }

    /// The server stops: a connection that waits closes, a busy one after its response.
    ///
    /// Of a request of which only a part of the head came nothing was taken.
    func stop() {
        exchange.keepsAlive = false
        guard case .idle = state else { return }
        let isPartial = input.readableBytes > 0
        // While the socket is full, whole requests may wait.
        if !isPartial || isWritable { closeAfterWrite(lingers: isPartial) }
    }

    /// The time to stop in is over: whoever still waits is told so.
    func giveUp() {
        switch state {
        case .receiving, .discarding:
            refuse(.unavailable("The service is stopping.", code: "stopping", retryAfter: 1))
        case .responding:
            guard let request = unanswered else { return close() }
            unanswered = nil
            handler?.cancel()
            send(api.response(to: HTTPProblem.outcomeUnknown, of: request), to: request)
        case .closing: break
        case .idle: close()
        }
    }
}

extension HTTPProblem {
    /// For a request whose handler still runs: what it does may yet take effect.
    fileprivate static var outcomeUnknown: HTTPProblem {
        HTTPProblem(
            .unavailable, code: "outcome_unknown",
            "The service stops before this request is done: whether it took effect is not known. "
                + "A lead may be sent again under its external_id.")
    }
}
