extension Connection {
    /// A request whose body is there, and the operation that takes it.
    struct Call {
        let endpoint: Endpoint
        let request: Request
    }

    /// Calls the handler.
    ///
    /// It begins on this very call stack; if it finishes without waiting, the response is written
    /// before this returns, and nothing was scheduled.
    func run(_ call: Call) {
        state = .responding
        unanswered = call.request
        deadline = .max
        loop.running += 1
        if let caller = unsafe idleHandler {
            unsafe idleHandler = nil
            loop.executor.runNow { unsafe caller.resume(returning: call) }
        } else if handler == nil {
            let task = Task.immediate(executorPreference: loop.executor) { [self] in
                await answer(call)
                while let next = await nextCall() { await answer(next) }
            }
            handler = task
            if context == nil { leaveHandler() }
        } else {
            nextCall = call
        }
    }

    /// Waits for the next call: one task answers all of a connection, as making one for each
    /// request costs more than the rest of a call.
    private func nextCall() async -> Call? {
        if let call = nextCall {
            nextCall = nil
            return call
        }
        guard context != nil else { return nil }
        return await unsafe withUnsafeContinuation { unsafe idleHandler = $0 }
    }

    private func answer(_ call: Call) async {
        let response = await api.respond(call.request, at: call.endpoint)
        // Before the response, behind which the next request's body may come at once.
        giveBack()
        defer { loop.running -= 1 }
        // Nothing follows what was answered without the handler.
        guard unanswered != nil else { return }
        unanswered = nil
        if case .stream(let write) = response.content, !exchange.isHead {
            await stream(response, to: call.request, write)
        } else {
            send(response, to: call.request)
        }
    }

    /// Ends the task of the handlers; one that runs is cancelled.
    func leaveHandler() {
        handler?.cancel()
        guard let caller = unsafe idleHandler else { return }
        unsafe idleHandler = nil
        unsafe caller.resume(returning: nil)
    }
}
