extension Connection {
    /// The client took too long.
    func expire() {
        switch state {
        case .idle where !hasPartialHead || !isWritable: close()
        case .idle, .receiving, .discarding:
            refuse(HTTPProblem(.requestTimeout, "The request took too long to arrive."))
        case .responding, .closing: close()
        }
    }

    /// The server stops: a connection that waits closes, a busy one after its response.
    func stop() {
        exchange.keepsAlive = false
        if case .idle = state, !hasPartialHead, queue.isEmpty { close() }
    }
}
