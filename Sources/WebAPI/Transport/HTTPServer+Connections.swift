import NIOCore
import Synchronization

extension HTTPServer {
    /// Gives a new connection its handlers, or turns it away.
    func set(up channel: any Channel, _ loop: LoopState) throws {
        let count = connections.add(1, ordering: .relaxed).newValue
        channel.closeFuture.whenComplete { _ in self.connections.subtract(1, ordering: .relaxed) }
        let pipeline = channel.pipeline.syncOperations
        guard count <= settings.maxConnections else {
            return try pipeline.addHandler(RefusingHandler())
        }
        let peer = Peer(
            address: channel.remoteAddress?.ipAddress, trustedProxies: api.settings.trustedProxies)
        try pipeline.addHandler(Connection(api: api, loop: loop, peer: peer))
    }

    /// Waits until every request is answered, after the grace by saying that it could not be.
    func drain(_ loops: [LoopState]) async {
        let grace = Task.isCancelled ? Duration.zero : settings.shutdownGrace
        await withTaskCancellationHandler {
            for loop in loops { giveUp(loop, after: grace) }
            let drained = loops.map { loop in loop.eventLoop.flatSubmit { loop.stop() } }
            for future in drained { try? await future.get() }  // It never fails.
            for loop in loops { loop.eventLoop.execute { loop.end() } }
        } onCancel: {
            for loop in loops { loop.eventLoop.execute { loop.closeAll() } }
        }
    }

    /// Tells whoever still waits then that the server stops, and waits no longer.
    func giveUp(_ loop: LoopState, after grace: Duration) {
        loop.eventLoop.scheduleTask(in: TimeAmount(grace)) { loop.giveUp() }
        loop.eventLoop.scheduleTask(in: TimeAmount(grace + .seconds(2))) { loop.closeAll() }
        // Handlers are cancelled with their connections; this long they may take to end.
        loop.eventLoop.scheduleTask(in: TimeAmount(grace + .seconds(5))) { loop.end() }
    }
}
