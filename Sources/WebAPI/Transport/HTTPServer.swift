public import Logging
import NIOCore
import NIOPosix
public import ServiceLifecycle
import Synchronization

/// Serves an API over HTTP/1.1 and HTTP/1.0.
///
/// A graceful shutdown stops accepting, lets requests finish for `shutdownGrace`, and returns from
/// `run`; cancelling the task closes every connection at once.
public final class HTTPServer: Service {
    let api: API
    let settings: ServerSettings
    let logger: Logger
    let onReady: @Sendable (Int) -> Void
    let connections = Atomic<Int>(0)
    let serving = Mutex<[LoopState]>([])

    /// Prepares a server.
    ///
    /// - Parameters:
    ///   - api: what is served.
    ///   - settings: how the server listens and how long it waits.
    ///   - logger: hears where the server listens and when it stops.
    ///   - onReady: called with the port once the server listens.
    public init(
        _ api: API, settings: ServerSettings = ServerSettings(), logger: Logger,
        onReady: @escaping @Sendable (Int) -> Void = { _ in }
    ) {
        self.api = api
        self.settings = settings
        self.logger = logger
        self.onReady = onReady
    }

    /// Listens and serves until a graceful shutdown or the task's cancellation.
    ///
    /// - Throws: `ServerError` when it cannot listen.
    public func run() async throws {
        let threads = settings.threads > 0 ? settings.threads : max(1, System.coreCount / 2)
        let group = MultiThreadedEventLoopGroup(numberOfThreads: threads)
        let loops = group.makeIterator().map { LoopState($0, settings) }
        let listener: any Channel
        do {
            listener = try await bind(group, loops)
        } catch {
            try await group.shutdownGracefully()
            throw ServerError.listening(on: settings, error)
        }
        serving.withLock { $0 = loops }
        for loop in loops { loop.eventLoop.execute { loop.start() } }
        let port = listener.localAddress?.port ?? settings.port
        logger.info("Listening", metadata: ["host": "\(settings.host)", "port": "\(port)"])
        onReady(port)
        await withTaskCancellationOrGracefulShutdownHandler {
            try? await listener.closeFuture.get()  // It closes without error.
        } onCancelOrGracefulShutdown: {
            listener.close(promise: nil)
        }
        await drain(loops)
        serving.withLock { $0 = [] }
        try await group.shutdownGracefully()
        logger.info("Stopped")
    }

    /// Ends the grace of a graceful shutdown now: every request that still waits is told so, and
    /// its handler cancelled.
    public func breakOff() {
        for loop in serving.withLock({ $0 }) { giveUp(loop, after: .zero) }
    }

    private func bind(
        _ group: MultiThreadedEventLoopGroup, _ loops: [LoopState]
    ) async throws -> any Channel {
        let byLoop = Dictionary(
            uniqueKeysWithValues: loops.map { (ObjectIdentifier($0.eventLoop), $0) })
        return try await ServerBootstrap(group: group)
            .serverChannelOption(.backlog, value: Int32(clamping: settings.backlog))
            .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
            .childChannelOption(.tcpOption(.tcp_nodelay), value: 1)
            .childChannelOption(.allowRemoteHalfClosure, value: true)
            .childChannelInitializer { channel in
                guard let loop = byLoop[ObjectIdentifier(channel.eventLoop)] else {
                    return channel.eventLoop.makeFailedFuture(
                        ChannelError.inappropriateOperationForState)
                }
                return channel.eventLoop.makeCompletedFuture { try self.set(up: channel, loop) }
            }
            .bind(host: settings.host, port: settings.port).get()
    }
}
