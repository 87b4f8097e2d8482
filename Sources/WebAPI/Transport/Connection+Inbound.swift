import NIOCore

extension Connection {
    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        isReading = true
        if case .closing = state { return }
        var bytes = unwrapInboundIn(data)
        if input.readableBytes == 0 {
            input = bytes
        } else {
            input.writeBuffer(&bytes)
        }
        takeRequests()
    }

    func channelReadComplete(context: ChannelHandlerContext) {
        isReading = false
        if needsFlush {
            needsFlush = false
            flushOutput()
        }
        context.fireChannelReadComplete()
    }

    /// Holds back reading while a request is answered and the next one is here already.
    func read(context: ChannelHandlerContext) {
        if isBusy, input.readableBytes > 0 {
            isReadHeld = true
        } else {
            context.read()
        }
    }

    func channelWritabilityChanged(context: ChannelHandlerContext) {
        isWritable = context.channel.isWritable
        if isWritable { takeRequests() }
        context.fireChannelWritabilityChanged()
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        if case ChannelEvent.inputClosed = event {
            isInputClosed = true
            if isOutputClosed {
                close()
            } else if !isBusy {
                endInput()
            }
        }
        context.fireUserInboundEventTriggered(event)
    }

    /// The socket broke.
    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        context.close(promise: nil)
    }

    /// Whether the next request must wait.
    var isBusy: Bool {
        switch state {
        case .responding, .closing: true
        default: !isWritable
        }
    }

    /// Takes requests from the bytes that are there, until a handler doesn't finish at once.
    func takeRequests() {
        guard !isProcessing else { return }
        isProcessing = true
        do throws(RequestFault) {
            while !isBusy, reader.isInside(input), take(try reader.next(in: &input)) {}
        } catch {
            isProcessing = false
            return refuse(error.problem)
        }
        isProcessing = false
        // The buffer goes back to the channel, which reads the next bytes into it.
        if input.readableBytes == 0 { input = loop.nothing }
        guard !isBusy else { return }
        if isInputClosed { return endInput() }
        notePartialHead()
        if isReadHeld {
            isReadHeld = false
            context?.read()
        }
    }

    /// Nothing more comes: the connection closes, and a request that breaks off is told so.
    private func endInput() {
        if reader.isInside(input) {
            refuse(RequestFault.malformed.problem)
        } else {
            closeAfterWrite(lingers: false)
        }
    }

    /// A head has begun and is not complete: from now on its time runs; a stop won't wait for it.
    private func notePartialHead() {
        guard case .idle = state, !hasPartialHead, input.readableBytes > 0 else { return }
        if loop.isStopping { return closeAfterWrite(lingers: true) }
        hasPartialHead = true
        deadline = min(deadline, loop.tick + loop.patience.head)
    }
}
