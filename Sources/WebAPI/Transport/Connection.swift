import NIOCore

/// One connection: takes requests from its bytes, one at a time, and writes responses.
///
/// Used on its event loop's thread only; Sendable for the compiler's sake, because the task of a
/// handler, which runs on that thread, carries it.
@safe final class Connection: ChannelDuplexHandler, @unchecked Sendable {
    typealias InboundIn = ByteBuffer
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
    var reader: RequestReader
    /// Bytes that the reader has not taken: a part of a head, or the next requests.
    var input = ByteBuffer()
    var exchange = Exchange()
    /// The task in which the connection's handlers run, once there was a request.
    var handler: Task<Void, Never>?
    /// Where that task waits for the next request.
    var idleHandler: UnsafeContinuation<Call?, Never>?
    /// The request whose handler runs, until its response begins.
    var unanswered: Request?
    /// A request that came complete while the task had yet to come back from the one before.
    var nextCall: Call?
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
    /// Responses that are not written yet.
    var output = ByteBuffer()
    /// The number of writes that the channel has not done yet.
    var unwritten = 0
    /// The socket's number, for writing past the channel.
    var socket: NIOBSDSocket.Handle?

    init(api: API, loop: LoopState, peer: Peer) {
        self.api = api
        self.loop = loop
        self.peer = peer
        reader = RequestReader(maxHeaderBytes: loop.settings.maxHeaderBytes)
    }

    /// What must be known of the request being answered in order to write its response.
    struct Exchange {
        var keepsAlive = true
        var isHTTP10 = false
        var isHead = false
    }

    func handlerAdded(context: ChannelHandlerContext) {
        self.context = context
        // A channel that keeps it to itself is written to as any other.
        socket = try? context.pipeline.syncOperations.withUnsafeTransportIfAvailable { $0 }
        loop.add(self)
        wait(loop.patience.head)
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
        context = nil
        leaveHandler()
        state = .closing
        input = ByteBuffer()
        output = ByteBuffer()
    }

    func wait(_ ticks: Int) { deadline = loop.tick + ticks }

    func close() { context?.close(promise: nil) }
}
