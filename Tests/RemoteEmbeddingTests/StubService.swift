import NIOCore
import NIOHTTP1
import NIOPosix
import Synchronization

/// A service on loopback that answers each request with what the test prepared.
final class StubService: Sendable {
    struct Answer: Sendable {
        var status = 200
        var headers: [(String, String)] = []
        var body: String
        /// How long the service takes.
        var delay = Duration.zero
    }

    struct Request: Sendable {
        var key: String?
        var body: String
    }

    private let requests = Mutex<[Request]>([])
    private let answer: @Sendable (Int, Request) -> Answer
    private let channel = Mutex<(any Channel)?>(nil)

    /// Makes a service; the closure gets the number of the request, from 0.
    init(_ answer: @escaping @Sendable (Int, Request) -> Answer) {
        self.answer = answer
    }

    var received: [Request] { requests.withLock { $0 } }

    /// Starts listening and gives the address.
    func start() async throws -> String {
        let channel = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.configureHTTPServerPipeline()
                    try channel.pipeline.syncOperations.addHandler(Handler(service: self))
                }
            }
            .bind(host: "127.0.0.1", port: 0).get()
        self.channel.withLock { $0 = channel }
        return "http://127.0.0.1:\(channel.localAddress?.port ?? 0)/v1/embeddings"
    }

    /// Stops listening; a second time does nothing.
    func stop() async throws {
        let channel = channel.withLock { channel in
            defer { channel = nil }
            return channel
        }
        try await channel?.close()
    }

    private func reply(to request: Request) -> Answer {
        let number = requests.withLock { requests in
            requests.append(request)
            return requests.count - 1
        }
        return answer(number, request)
    }

    private final class Handler: ChannelInboundHandler {
        typealias InboundIn = HTTPServerRequestPart
        typealias OutboundOut = HTTPServerResponsePart

        let service: StubService
        var request = Request(body: "")

        init(service: StubService) {
            self.service = service
        }

        private static func write(
            _ head: HTTPResponseHead, _ body: String, _ context: ChannelHandlerContext
        ) {
            context.write(NIOAny(HTTPServerResponsePart.head(head)), promise: nil)
            context.write(
                NIOAny(HTTPServerResponsePart.body(.byteBuffer(ByteBuffer(string: body)))),
                promise: nil)
            context.writeAndFlush(NIOAny(HTTPServerResponsePart.end(nil)), promise: nil)
        }

        func channelRead(context: ChannelHandlerContext, data: NIOAny) {
            switch unwrapInboundIn(data) {
            case .head(let head):
                request = Request(key: head.headers.first(name: "authorization"), body: "")
            case .body(let buffer): request.body += String(buffer: buffer)
            case .end:
                let answer = service.reply(to: request)
                var head = HTTPResponseHead(
                    version: .http1_1, status: .init(statusCode: answer.status))
                for (name, value) in answer.headers { head.headers.add(name: name, value: value) }
                head.headers.add(name: "content-length", value: "\(answer.body.utf8.count)")
                let answered = head
                let context = NIOLoopBound(context, eventLoop: context.eventLoop)
                let delay = TimeAmount(answer.delay)
                context.value.eventLoop.assumeIsolated().scheduleTask(in: delay) {
                    Self.write(answered, answer.body, context.value)
                }
            }
        }
    }
}
