import Logging
import NIOCore

extension Connection {
    /// Writes a response whose body comes bit by bit.
    func stream(
        _ response: Response, to request: Request,
        _ write: @Sendable (ResponseStream) async throws -> Void
    ) async {
        guard context != nil else { return }
        if exchange.isHTTP10 || loop.isStopping { exchange.keepsAlive = false }
        let isChunked = !exchange.isHTTP10
        ResponseEncoder(dateLine: loop.dateLine, exchange: exchange)
            .encodeHead(ofStream: response, for: request, into: &output)
        flushOutput()
        do {
            try await write(ResponseStream { try await self.sendPart($0, isChunked: isChunked) })
        } catch {
            api.logger.warning(
                "A streamed response broke off",
                metadata: ["request_id": "\(request.id)", "error": "\(error)"])
            return close()
        }
        guard context != nil else { return }
        if isChunked { output.writeStaticString("0\r\n\r\n") }
        finish()
    }

    /// Writes a part of a body; returns when the socket has taken it.
    private func sendPart(_ bytes: [UInt8], isChunked: Bool) async throws {
        let eventLoop = loop.eventLoop
        let written = eventLoop.makePromise(of: Void.self)
        eventLoop.execute {
            guard let context = self.context else {
                return written.fail(ChannelError.ioOnClosedChannel)
            }
            self.wait(self.loop.patience.body)
            var part = ByteBuffer()
            if isChunked { part.writeString(String(bytes.count, radix: 16) + "\r\n") }
            part.writeBytes(bytes)
            if isChunked { part.writeString("\r\n") }
            self.write(part, context, written)
        }
        try await written.futureResult.get()
        eventLoop.execute { if case .responding = self.state { self.deadline = .max } }
    }
}
