import NIOCore
import NIOHTTP1

extension Connection {
    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        isReading = true
        hasPartialHead = false
        let part = unwrapInboundIn(data)
        if isProcessing || isBusy || !queue.isEmpty {
            if case .closing = state { return }
            queue.append(part)
            return
        }
        isProcessing = true
        process(part)
        isProcessing = false
        if !queue.isEmpty { processQueue() }
    }

    func channelReadComplete(context: ChannelHandlerContext) {
        if !isReading { noteSilence() }
        isReading = false
        if needsFlush {
            needsFlush = false
            context.flush()
        }
        context.fireChannelReadComplete()
    }

    /// Holds back reading while a request is answered and the next one is here already.
    func read(context: ChannelHandlerContext) {
        if isBusy, !queue.isEmpty {
            isReadHeld = true
        } else {
            context.read()
        }
    }

    func channelWritabilityChanged(context: ChannelHandlerContext) {
        isWritable = context.channel.isWritable
        if isWritable { processQueue() }
        context.fireChannelWritabilityChanged()
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        if case ChannelEvent.inputClosed = event {
            isInputClosed = true
            if isOutputClosed {
                close()
            } else if !isBusy, queue.isEmpty {
                closeAfterWrite(lingers: false)
            }
        }
        context.fireUserInboundEventTriggered(event)
    }

    /// The decoder met what isn't HTTP, or the socket broke.
    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        guard let error = error as? HTTPParserError else { return context.close(promise: nil) }
        failure =
            switch error {
            case .headerOverflow:
                HTTPProblem(.headersTooLarge, "The headers are too large.")
            case .invalidVersion: HTTPProblem(.versionNotSupported, "Speak HTTP/1.1.")
            default: HTTPProblem(.badRequest, "Invalid HTTP request.")
            }
        processQueue()
    }

    /// Whether the next request must wait.
    var isBusy: Bool {
        switch state {
        case .responding, .closing: true
        default: !isWritable
        }
    }

    /// Answers what waits, until a handler doesn't finish at once.
    func processQueue() {
        guard !isProcessing else { return }
        isProcessing = true
        while !isBusy, let part = queue.popFirst() { process(part) }
        isProcessing = false
        guard !isBusy else { return }
        if let failure {
            self.failure = nil
            return refuse(failure)
        }
        if isInputClosed { return closeAfterWrite(lingers: false) }
        if isReadHeld {
            isReadHeld = false
            context?.read()
        }
    }

    /// Bytes came but no part: the head is not complete, and from now on its time runs.
    private func noteSilence() {
        guard case .idle = state, !hasPartialHead else { return }
        hasPartialHead = true
        deadline = min(deadline, loop.tick + loop.ticks(loop.settings.headerTimeout) + 1)
    }
}
