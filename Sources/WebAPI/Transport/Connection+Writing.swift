import Glibc
import NIOCore

extension Connection {
    /// So many bytes are gathered before they are written; larger memory is given back at once.
    static let mostOutput = 64 << 10
    /// A connection that waits for its client keeps no more memory than this for its next response.
    static let mostKept = 8 << 10

    /// Writes what `output` holds: to the socket, and what it doesn't take through the channel.
    ///
    /// The channel keeps an account of every write. Nearly always the socket takes all at once, and
    /// there is nothing to keep.
    func flushOutput() {
        guard output.readableBytes > 0, let context else { return }
        if unwritten == 0 { writeToSocket(context) }
        guard output.readableBytes > 0 else {
            let kept = input.readableBytes > 0 ? Self.mostOutput : Self.mostKept
            if output.capacity > kept { output = loop.nothing } else { output.clear() }
            return
        }
        let rest = output
        output = ByteBuffer()
        write(rest, context, context.eventLoop.makePromise(of: Void.self))
    }

    /// Writes through the channel; until that is done, nothing may overtake it.
    func write(
        _ bytes: ByteBuffer, _ context: ChannelHandlerContext, _ written: EventLoopPromise<Void>
    ) {
        unwritten += 1
        written.futureResult.whenComplete { [self] _ in unwritten -= 1 }
        context.writeAndFlush(wrapOutboundOut(bytes), promise: written)
    }

    /// Errors are left for the channel to find, which closes then.
    private func writeToSocket(_ context: ChannelHandlerContext) {
        // The socket's number belongs to the connection for as long as the channel is active.
        guard let socket, context.channel.isActive else { return }
        let count = unsafe output.withUnsafeReadableBytes { bytes in
            unsafe Glibc.send(
                socket, bytes.baseAddress, bytes.count, Int32(MSG_NOSIGNAL | MSG_DONTWAIT))
        }
        if count > 0 { output.moveReaderIndex(forwardBy: count) }
    }
}
