import NIOCore
import NIOHTTP1

/// One connection: turns parts of requests into requests, one at a time, and writes responses.
///
/// Used on its event loop's thread only; Sendable for the compiler's sake, because the task of a
/// handler, which runs on that thread, carries it.
final class Connection: ChannelDuplexHandler, @unchecked Sendable {
    typealias InboundIn = HTTPServerRequestPart
    typealias OutboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    enum State {
        /// Waits for a request.
        case idle
        /// Takes in the body of a request that an operation accepted.
        case receiving(Request, Endpoint)
        /// Takes in and forgets the body of a request that is answered as it stands.
        case discarding(Request, Response, left: Int)
        /// A handler runs, or its response is being written.
        case responding
        /// The last response is written; what still comes is forgotten.
        case closing
    }

    let api: API
    let loop: LoopState
    let peer: Peer
    var context: ChannelHandlerContext?

    var state = State.idle
    /// The tick at which patience ends.
    var deadline = Int.max
    /// Parts of the next requests, which came while one was being answered.
    var queue = CircularBuffer<HTTPServerRequestPart>()
    /// How to answer once the queue is done: the bytes behind it are not HTTP.
    var failure: HTTPProblem?
    var exchange = Exchange()
    var handler: Task<Void, Never>?
    /// The bytes of the body that are taken from the budget of all connections.
    var heldBytes = 0

    var isProcessing = false
    var isReading = false
    var needsFlush = false
    var isReadHeld = false
    var isWritable = true
    var isInputClosed = false
    var isOutputClosed = false
    /// The bytes of responses that the socket had not taken at the last look.
    var bytesLeft = Int.max
    /// Whether a part of the next head came already.
    var hasPartialHead = false
    var output = ByteBuffer()

    init(api: API, loop: LoopState, peer: Peer) {
        self.api = api
        self.loop = loop
        self.peer = peer
    }

    /// What must be known of the request being answered in order to write its response.
    struct Exchange {
        var keepsAlive = true
        var isHTTP10 = false
        var isHead = false
    }

    func handlerAdded(context: ChannelHandlerContext) {
        self.context = context
        loop.add(self)
        wait(loop.settings.headerTimeout)
    }

    func handlerRemoved(context: ChannelHandlerContext) { leave() }

    func channelInactive(context: ChannelHandlerContext) {
        leave()
        context.fireChannelInactive()
    }

    private func leave() {
        loop.remove(self)
        // A handler that still runs has the body, and gives its bytes back when it ends.
        if case .receiving = state { giveBack() }
        handler?.cancel()
        handler = nil
        context = nil
        state = .closing
        queue.removeAll()
    }

    func wait(_ duration: Duration) { deadline = loop.tick + loop.ticks(duration) + 1 }

    func close() { context?.close(promise: nil) }
}
